import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import {
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  receive,
  settle
} from '../../../../../tests/support/remote-server.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { Refused } from '../deps.ts'
import { findOrFetchVideo } from '../remote/videos.ts'
import { HANDLERS } from './index.ts'

const ORIGIN = 'https://reef.example'
const OTHER = 'https://other.example'
let database: FreshDatabase
let people: People
let world: RemoteWorld
let theirs: RemotePeople
let uuid: string
let url: string

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  world = await openRemoteWorld(database.db)
})
afterAll(async () => {
  await world.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM domain_event')
  world.documents.clear()
  theirs = settle(world, ORIGIN)
  uuid = randomUUID()
  url = `${ORIGIN}/videos/watch/${uuid}`
  publish()
})

/** Puts the video on its server. */
function publish(change: Readonly<Record<string, unknown>> = {}) {
  const document = videoDocument({ origin: ORIGIN, uuid }, change)
  world.documents.set(url, document)
  world.documents.set(`${url}/likes`, { id: `${url}/likes`, type: 'OrderedCollection', totalItems: 12 })
  world.documents.set(`${url}/dislikes`, { id: `${url}/dislikes`, type: 'OrderedCollection', totalItems: 3 })
  world.documents.set(`${url}/chapters`, {
    id: `${url}/chapters`,
    hasPart: [
      { name: 'Descent', startOffset: 0, endOffset: 40 },
      { name: 'Crabs', startOffset: 40, endOffset: 83 },
      { name: 'Nowhere', startOffset: -4 }
    ]
  })
  return document
}

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await database.db.query<Row>(sql, values)).rows
}
const stored = async () =>
  (
    await rows<Record<string, unknown>>(
      `SELECT video.*, remote_video.url, remote_video.playlists, remote_video.tracker_urls,
              ARRAY(SELECT title FROM video_chapter WHERE video_id = video.id ORDER BY timecode) AS chapters,
              ARRAY(SELECT file_name FROM video_caption WHERE video_id = video.id) AS captions
         FROM video JOIN remote_video ON remote_video.video_id = video.id WHERE remote_video.url = $1`,
      url
    )
  )[0]
const shares = () => rows('SELECT actor_id FROM video_share')
const published = () => rows("SELECT FROM domain_event WHERE payload ->> 'type' = 'video.published'")
const send = (type: string, actor: string, object: unknown, times = 1) =>
  receive(world, HANDLERS[type]!, { type, actor, object, times })

test('an announcement by the channel brings the video from its origin, once', async () => {
  await send('Announce', theirs.channel, url, 2)
  await send('Announce', theirs.application, url)
  expect(await stored()).toMatchObject({
    uuid,
    name: 'Under the old pier',
    state: 1,
    privacy: 1,
    views: 41,
    likes: 12,
    dislikes: 3,
    duration_seconds: 83,
    tags: ['sea', 'diving'],
    chapters: ['Descent', 'Crabs'],
    captions: [expect.stringMatching(/-fr\.vtt$/)],
    playlists: [expect.objectContaining({ masterUrl: `${ORIGIN}/hls/pier/master.m3u8` })]
  })
  expect(await shares()).toHaveLength(2)
  expect(world.asked.filter(asked => asked === url)).toHaveLength(1)
  // One for each who hears of events.
  expect(new Set(await published()).size).toBe(2)

  await send(
    'Undo',
    theirs.channel,
    { type: 'Announce', id: `${url}/announces/1`, actor: theirs.channel, object: url },
    2
  )
  expect(await shares()).toHaveLength(1)
})

test.each([
  ['announced', () => send('Announce', theirs.channel, url, 2)],
  ['created', () => send('Create', theirs.account, publish({}), 2)],
  [
    'created, in words that are older by now',
    () => send('Create', theirs.account, publish({ updated: '2020-01-01T00:00:00Z' }))
  ]
])('a video that was read back a moment before it is %s is told of all the same, once', async (_how, tell) => {
  await findOrFetchVideo(world.deps, url)
  expect(await published()).toHaveLength(0)
  await tell()
  expect(await published()).toHaveLength(2)
  await send('Update', theirs.channel, publish({ name: 'Renamed', updated: '2027-06-01T00:00:00Z' }))
  await send('Announce', theirs.application, url)
  expect(await published()).toHaveLength(2)
})

test('a video that is not for everybody is not told of', async () => {
  await send(
    'Create',
    theirs.account,
    publish({ to: [`${theirs.account}/followers`], cc: ['https://www.w3.org/ns/activitystreams#Public'] })
  )
  expect([await stored(), await published()]).toMatchObject([{ privacy: 2 }, []])
})

test("people's announcements, and those of other servers' videos, are ignored", async () => {
  const others = settle(world, OTHER)
  await send('Announce', theirs.account, url)
  await send('Announce', others.channel, url)
  await send('Announce', theirs.channel, { type: 'Video' })
  expect(await stored()).toBeUndefined()
})

test('a video that its owner creates is kept, in all its forms at once', async () => {
  const document = publish({ name: 'Told by its account' })
  await Promise.all([
    send('Create', theirs.account, document, 2),
    send('Announce', theirs.channel, url),
    findOrFetchVideo(world.deps, url)
  ])
  expect(await stored()).toMatchObject({ name: 'Told by its account' })
  expect(await rows('SELECT FROM video WHERE uuid = $1', uuid)).toHaveLength(1)
})

test('changes come from the owner, and older ones than the last are too late', async () => {
  await findOrFetchVideo(world.deps, url)
  const before = await stored()
  const change = { name: 'Renamed', updated: '2026-06-01T00:00:00Z', content: '<b>x</b>', subtitleLanguage: [] }
  await send('Update', theirs.channel, publish(change), 2)
  const after = await stored()
  expect(after).toMatchObject({ id: before?.['id'], name: 'Renamed', description: '<b>x</b>', captions: [] })
  expect(after?.['thumbnail_name']).toBe(before?.['thumbnail_name'])

  await send('Update', theirs.account, publish({ name: 'Old words' }))
  expect(await stored()).toMatchObject({ name: 'Renamed' })

  const icon = [{ type: 'Image', mediaType: 'image/png', url: `${ORIGIN}/new.png`, width: 800, height: 450 }]
  await send('Update', theirs.account, publish({ icon, updated: '2026-07-01T00:00:00Z' }))
  expect((await stored())?.['thumbnail_name']).not.toBe(before?.['thumbnail_name'])
})

test('what its owner says is sensitive in it is kept, and cleared as it is taken back', async () => {
  await findOrFetchVideo(world.deps, url)
  const tag = [{ type: 'SensitiveTag', name: 'violent' }]
  const said = { sensitive: true, summary: 'Blood', tag, updated: '2026-06-01T00:00:00Z' }
  await send('Update', theirs.account, publish(said), 2)
  expect(await stored()).toMatchObject({ sensitive: true, sensitive_flags: 1, sensitive_summary: 'Blood' })

  await send('Update', theirs.account, publish({ sensitive: true, summary: null, updated: '2026-07-01T00:00:00Z' }))
  expect(await stored()).toMatchObject({ sensitive: true, sensitive_flags: 0, sensitive_summary: null })
})

test("nobody else's changes count, on its own server either", async () => {
  await findOrFetchVideo(world.deps, url)
  const others = settle(world, OTHER)
  const neighbour = settle(world, ORIGIN, { account: 'urchin', channel: 'rocks' })
  const later = { name: 'Taken over', updated: '2026-09-01T00:00:00Z' }
  await expect(send('Update', others.account, publish(later))).rejects.toThrow(Refused)
  await expect(send('Update', neighbour.account, publish(later))).rejects.toThrow(Refused)
  await expect(send('Create', neighbour.channel, publish(later))).rejects.toThrow(Refused)
  await expect(send('Delete', neighbour.account, url)).rejects.toThrow(Refused)
  await expect(send('Delete', others.account, url)).rejects.toThrow(Refused)
  await expect(send('Delete', theirs.application, url)).rejects.toThrow(Refused)

  const moved = (channel: string) => publish({ ...later, attributedTo: [{ type: 'Group', id: channel }] })
  await expect(send('Update', theirs.account, moved(others.channel))).rejects.toThrow(Refused)
  expect(await stored()).toMatchObject({ name: 'Under the old pier' })
})

test('its owner may move it to another channel, and give it to a neighbour, whose it is from then on', async () => {
  await findOrFetchVideo(world.deps, url)
  const neighbour = settle(world, ORIGIN, { account: 'urchin', channel: 'rocks' })
  const second = settle(world, ORIGIN, { channel: 'shoals' })
  const moved = (name: string, channel: string) =>
    publish({ name, updated: '2026-09-01T00:00:00Z', attributedTo: [{ type: 'Group', id: channel }] })
  await send('Update', theirs.account, moved('Moved', second.channel))
  expect(await stored()).toMatchObject({ name: 'Moved' })
  await send('Update', theirs.account, moved('Given', neighbour.channel))
  expect(await stored()).toMatchObject({ name: 'Given' })
  await expect(send('Update', theirs.account, moved('Taken', second.channel))).rejects.toThrow(Refused)
  await send('Update', neighbour.account, moved('Taken', neighbour.channel))
  expect(await stored()).toMatchObject({ name: 'Taken' })
})

test('a video of a neighbour cannot be created in their name', async () => {
  const neighbour = settle(world, ORIGIN, { account: 'urchin', channel: 'rocks' })
  await expect(send('Create', neighbour.account, publish())).rejects.toThrow(Refused)
  const others = settle(world, OTHER)
  await expect(send('Create', others.account, publish())).rejects.toThrow(Refused)
  expect(await stored()).toBeUndefined()
})

test('a UUID that is taken stays with who had it', async () => {
  const local = await aVideo(database.db, people.ada.channelId)
  world.documents.set(url, videoDocument({ origin: ORIGIN, uuid: local.uuid }, { id: url }))
  await expect(findOrFetchVideo(world.deps, url)).rejects.toThrow(Refused)

  publish()
  await findOrFetchVideo(world.deps, url)
  settle(world, OTHER)
  const copy = `${OTHER}/videos/watch/${uuid}`
  world.documents.set(copy, videoDocument({ origin: OTHER, uuid }))
  await expect(findOrFetchVideo(world.deps, copy)).rejects.toThrow(Refused)
  expect(await stored()).toMatchObject({ url })
})

test('a video goes when its owner deletes it or shuts it, files with it', async () => {
  await findOrFetchVideo(world.deps, url)
  await send('Delete', theirs.account, { type: 'Tombstone', id: url }, 2)
  expect(await stored()).toBeUndefined()

  await findOrFetchVideo(world.deps, url)
  await send('Update', theirs.account, publish({ to: [`${theirs.account}/followers`], cc: [] }), 2).catch(() => {})
  expect(await stored()).toBeUndefined()
})

test('what cannot be read elsewhere leaves the rest whole', async () => {
  for (const part of ['likes', 'dislikes', 'chapters']) world.documents.delete(`${url}/${part}`)
  await findOrFetchVideo(world.deps, url)
  expect(await stored()).toMatchObject({ likes: 0, chapters: [] })
  publish()
  world.documents.set(`${url}/likes`, { totalItems: -7 })
  world.documents.set(`${url}/dislikes`, { totalItems: 9e15 })
  await send('Update', theirs.account, publish({ likes: 'https://other.example/likes' }))
  expect(await stored()).toMatchObject({ likes: 0, chapters: ['Descent', 'Crabs'] })
})

test('videos of this server are found by their addresses, when they are for everybody', async () => {
  const { id, uuid: local } = await aVideo(database.db, people.ada.channelId)
  const hidden = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  const here = 'https://here.example'
  expect(await findOrFetchVideo(world.deps, `${here}/videos/watch/${local}`)).toEqual({ id, isLocal: true })
  expect(await findOrFetchVideo(world.deps, `${here}/videos/watch/${hidden.uuid}`)).toBeUndefined()
  expect(await findOrFetchVideo(world.deps, `${here}/videos/watch/${id}`)).toBeUndefined()
  expect(await findOrFetchVideo(world.deps, `${here}/about`)).toBeUndefined()
})
