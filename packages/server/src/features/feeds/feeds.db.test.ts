import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { problemHandler } from '../../platform/http.ts'
import { feedRoutes } from './index.ts'
import { guidOf } from './podcast.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let video: AVideo
const origin = 'https://videos.example'
const hidden: AVideo[] = []

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  const deps = { db, origin, settings: someSettings({ instance: { name: 'Les Colombes' } }), faviconPath: '/f.svg' }
  server = await serve(express().use(feedRoutes(deps)).use(problemHandler))

  const words = { name: 'Fête & <b>bal</b>', description: '**Bravo** [à tous](https://example.org)\n\n<script>' }
  video = await aVideo(db, people.ada.channelId, { ...words, category: 15, language: 'fr' })
  await giveRendition(db, video)
  await db.query(`INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, 'fr', 'a-caption.vtt')`, [
    video.id
  ])
  hidden.push(await aVideo(db, people.ada.channelId, { name: 'Hidden private', privacy: 3 }))
  hidden.push(await aVideo(db, people.ada.channelId, { name: 'Hidden unlisted', privacy: 2 }))
  hidden.push(await aVideo(db, people.ada.channelId, { name: 'Hidden internal', privacy: 4 }))
  hidden.push(await aVideo(db, people.ada.channelId, { name: 'Hidden password', privacy: 5, passwords: ['x'] }))
  hidden.push(await aVideo(db, people.ada.channelId, { name: 'Hidden unfinished', columns: { state: 2 } }))
  const blocked = await aVideo(db, people.ada.channelId, { name: 'Hidden blocked' })
  await db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [blocked.id])
  hidden.push(blocked)
  await aVideo(db, people.bob.channelId, { name: 'Of Bob' })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.origin}/feeds/${path}`, { headers })
const text = async (path: string) => (await get(path)).text()
const items = async (path: string) =>
  ((await (await get(path)).json()) as { items: { title: string; url: string }[] }).items

async function comment(videoId: number, words: string, more: { held?: boolean; deleted?: boolean } = {}) {
  await database.db.query(
    `INSERT INTO video_comment (id, video_id, account_id, thread_id, text, held_for_review, deleted_at)
     SELECT id, $1, $2, id, $3, $4, CASE WHEN $5 THEN now() END
       FROM nextval(pg_get_serial_sequence('video_comment', 'id')) id`,
    [videoId, people.bob.accountId, words, more.held ?? false, more.deleted ?? false]
  )
}

test.each([
  ['videos.xml', 'application/xml; charset=utf-8'],
  ['videos.rss', 'application/rss+xml; charset=utf-8'],
  ['videos.rss2', 'application/rss+xml; charset=utf-8'],
  ['videos.atom', 'application/atom+xml; charset=utf-8'],
  ['videos.atom1', 'application/atom+xml; charset=utf-8'],
  ['videos.json', 'application/json; charset=utf-8'],
  ['video-comments.atom', 'application/atom+xml; charset=utf-8']
])('%s comes as %s, may be kept, and is not sent twice', async (path, type) => {
  const first = await get(path)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, type])
  expect(first.headers.get('cache-control')).toBe('public, max-age=300')
  // Otherwise fetch itself would ask for a fresh one.
  const again = await get(path, { 'If-None-Match': first.headers.get('etag')!, 'Cache-Control': 'max-age=0' })
  expect(again.status).toBe(304)
})

test.each([
  'videos.xml',
  'videos.atom',
  'videos.json',
  'videos.xml?accountName=ada',
  'videos.json?videoChannelName=ada_channel'
])('%s tells of what everybody may find, and of nothing else', async path => {
  const feed = await text(path)
  expect(feed).toContain(`${origin}/w/${toShortUuid(video.uuid)}`)
  expect(feed).not.toContain('Hidden')
  for (const { uuid } of hidden) expect(feed).not.toContain(uuid)
})

test('no words of anybody become markup', async () => {
  const rss = await text('videos.rss')
  expect(rss).toContain('<title>Fête &amp; &lt;b&gt;bal&lt;/b&gt;</title>')
  expect(rss).toContain('<description>Bravo à tous\n&lt;script&gt;</description>')
  expect(rss).toContain('&lt;p&gt;&lt;strong&gt;Bravo&lt;/strong&gt;')
  expect(rss).not.toMatch(/<(b|script)>/)
  const [item] = (await items('videos.json?accountName=ada')) as unknown as { content_html: string }[]
  expect(item!.content_html).not.toContain('<script>')
})

test('an item brings its files', async () => {
  const rss = await text(`videos.rss?videoChannelId=${people.ada.channelId}`)
  const file = `${origin}/static/streaming-playlists/hls/${video.uuid}/`
  expect(rss).toContain(`<enclosure url="${file}`)
  expect(rss).toContain('<media:content type="video/mp4" medium="video" height="720" width="1280" fileSize="1000"')
  expect(rss).toContain('<media:rating>nonadult</media:rating>')
  expect(await items(`videos.json?videoChannelId=${people.ada.channelId}`)).toMatchObject([
    { attachments: [{ mime_type: 'video/mp4', size_in_bytes: 1000 }], tags: ['Science & Technology'] }
  ])
})

test('a feed is somebody’s, in the order that is asked for', async () => {
  expect((await items(`videos.json?accountId=${people.bob.accountId}`)).map(({ title }) => title)).toEqual(['Of Bob'])
  expect((await items('videos.json?sort=name')).map(({ title }) => title)).toEqual(['Fête & <b>bal</b>', 'Of Bob'])
})

test('of videos, those with files of a kind', async () => {
  const names = async (query: string) => (await items(`videos.json?${query}`)).map(({ title }) => title)
  expect(await names('hasHLSFiles=true')).toEqual(['Fête & <b>bal</b>'])
  expect(await names('hasHLSFiles=false')).toEqual(['Of Bob'])
  expect(await names('hasWebVideoFiles=true')).toEqual([])
  expect((await get('videos.json?hasHLSFiles=perhaps')).status).toBe(400)
})

test('a channel is a podcast', async () => {
  const answer = await get(`podcast/videos.xml?videoChannelId=${people.ada.channelId}`)
  expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
  const podcast = await answer.text()
  expect(podcast).toContain('<podcast:medium>video</podcast:medium>')
  expect(podcast).toContain(
    `<podcast:alternateEnclosure type="video/mp4" length="1000" bitrate="1600" height="720" lang="fr"`
  )
  expect(podcast).toMatch(/<podcast:source uri="[^"]+-720-hls\.torrent" contentType="application\/x-bittorrent"\/>/)
  expect(podcast).toContain('<podcast:source uri="magnet:?')
  expect(podcast).toContain('type="application/x-mpegURL" lang="fr" title="HLS" default="false"')
  expect(podcast).toContain(`url="${origin}/lazy-static/video-captions/a-caption.vtt" type="text/vtt" language="fr"`)
  expect(podcast).not.toContain('Hidden')
  expect(podcast).toContain(`<podcast:tracker>wss://videos.example/tracker/socket</podcast:tracker>`)
  expect(podcast).toContain(`<copyright>`)
  expect((await get('podcast/videos.xml')).status).toBe(400)
  expect((await get('podcast/videos.xml?videoChannelId=999999')).status).toBe(404)
})

test('a playlist is a podcast of what everybody may see in it', async () => {
  const { db } = database
  const aPlaylist = async (name: string, privacy: number) => {
    const { rows } = await db.query<{ id: number; uuid: string }>(
      `INSERT INTO playlist (uuid, account_id, display_name, privacy, type)
       VALUES (gen_random_uuid(), $1, $2, $3, 1) RETURNING id, uuid`,
      [people.bob.accountId, name, privacy]
    )
    const { id, uuid } = rows[0]!
    const held = [video.id, ...hidden.map(({ id }) => id)]
    await db.query(
      `INSERT INTO playlist_element (playlist_id, video_id, position)
       SELECT $1, video, place FROM unnest($2::bigint[]) WITH ORDINALITY AS given (video, place)`,
      [id, held]
    )
    return { id, uuid }
  }
  const { id, uuid } = await aPlaylist('Chosen by Bob', 1)
  const podcast = await text(`podcast/videos.xml?playlistId=${toShortUuid(uuid)}`)
  expect(podcast).toContain('<title>Chosen by Bob</title>')
  expect(podcast).toContain(`<link>${origin}/w/p/${toShortUuid(uuid)}</link>`)
  expect(podcast).toContain(`<podcast:person href="${origin}/a/bob/video-channels">`)
  expect(podcast).toContain(`<podcast:person href="${origin}/a/ada/video-channels">`)
  expect(podcast.match(/<item>/g)).toHaveLength(1)
  expect(podcast).not.toContain('Hidden')
  const guid = /<podcast:guid>.+<\/podcast:guid>/.exec(podcast)![0]
  expect(await text(`podcast/videos.xml?playlistId=${id}&sort=name`)).toContain(guid)

  const unlisted = await aPlaylist('Unlisted', 2)
  expect((await get(`podcast/videos.xml?playlistId=${unlisted.id}`)).status).toBe(404)
  expect((await get(`podcast/videos.xml?playlistId=${unlisted.uuid}`)).status).toBe(200)
  const secret = await aPlaylist('Private', 3)
  expect((await get(`podcast/videos.xml?playlistId=${secret.uuid}`)).status).toBe(401)
  expect((await get('podcast/videos.xml?playlistId=nothing')).status).toBe(400)
})

test('a podcast’s guid is the one that its namespace prescribes', () => {
  expect(guidOf('https://mp3s.nashownotes.com/pc20rss.xml')).toBe('917393e3-1b1e-5cef-ace4-edaa54e1f810')
})

test('comments are those that everybody may read', async () => {
  await comment(video.id, 'Shown')
  await comment(video.id, 'Hidden, held', { held: true })
  await comment(video.id, 'Hidden, deleted', { deleted: true })
  for (const { id } of hidden) await comment(id, 'Hidden')
  for (const path of [
    'video-comments.json',
    `video-comments.json?videoId=${video.uuid}`,
    'video-comments.json?accountName=ada'
  ]) {
    const found = await items(path)
    expect(found).toMatchObject([{ title: 'Fête & <b>bal</b> - bob', content_html: '<p>Shown</p>\n' }])
  }
  expect(await items('video-comments.json?accountName=bob')).toEqual([])
  await database.db.query('INSERT INTO account_mute (account_id) VALUES ($1)', [people.bob.accountId])
  expect(await text('video-comments.rss?unknown=1')).not.toContain('Shown')
})

test('what somebody follows is told to who has their token, and nothing that is not for everybody', async () => {
  const { db } = database
  const { bob } = people
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT account.actor_id, channel.actor_id, 'accepted' FROM account, channel
      WHERE account.id = $1 AND channel.id = $2`,
    [bob.accountId, people.ada.channelId]
  )
  const { rows } = await db.query<{ token: string }>('SELECT feed_token AS token FROM app_user WHERE account_id = $1', [
    bob.accountId
  ])
  const path = (token: string, accountId = bob.accountId) =>
    `subscriptions.json?${new URLSearchParams({ accountId: String(accountId), token })}`
  const answer = await get(path(rows[0]!.token))
  const feed = await answer.text()
  expect(answer.headers.get('cache-control')).toBe('private, max-age=300')
  expect(JSON.parse(feed)).toMatchObject({ items: [{ title: 'Fête & <b>bal</b>' }] })
  expect(feed).not.toContain(rows[0]!.token)

  expect((await get(path('00000000-0000-4000-8000-000000000000'))).status).toBe(403)
  expect((await get(path(rows[0]!.token, people.ada.accountId))).status).toBe(403)
  expect((await get(`subscriptions.json?accountId=${bob.accountId}`)).status).toBe(400)
  expect((await get(`subscriptions.json?accountId=${bob.accountId}&token=x`)).status).toBe(403)
  await db.query('UPDATE app_user SET blocked = true WHERE account_id = $1', [bob.accountId])
  expect((await get(path(rows[0]!.token))).status).toBe(403)
})

test.each([
  ['videos.zip', 400],
  ['videos.json?sort=password', 400],
  ['videos.json?accountId=x', 400],
  ['videos.json?accountId=999999', 404],
  ['videos.json?accountName=nobody', 404],
  ['videos.json?videoChannelName=nobody', 404],
  ['video-comments.json?videoId=00000000-0000-4000-8000-000000000000', 404],
  ['video-comments.json?videoId=1&accountName=ada', 400],
  ['videos.json?include=1&privacyOneOf=3&unknown=1', 200]
])('%s is answered with %i', async (path, status) => {
  expect((await get(path)).status).toBe(status)
})

test('the comments of a video that is not for everybody are not told', async () => {
  for (const { uuid } of hidden.filter((_, index) => index !== 1))
    expect((await get(`video-comments.json?videoId=${uuid}`)).status).toBeGreaterThanOrEqual(401)
})
