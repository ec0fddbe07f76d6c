/** Two of our servers that follow each other: what is done on one is known on the other, of every kind in turn. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Playlist, PlaylistElement, VideoSummary } from '../../packages/server/src/contract/index.ts'
import { signIn } from '../support/api.ts'
import { openBrowser, openPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { type NetworkServer, startNetworkServer } from '../support/network.ts'
import { PASSWORD } from '../support/start-server.ts'

interface Comment {
  readonly id: number
  readonly text: string
  readonly heldForReview: boolean
}
interface List<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

const PATIENCE_MS = 120_000
const MANUAL = { followers: { instance: { manualApproval: true } } }
const FOLLOW_BACK = { followings: { instance: { autoFollowBack: { enabled: true } } } }

let folder: string
let clip: string
let oak: NetworkServer
let elm: NetworkServer
/** Of oak, there before elm followed. */
let uuid: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-two-'))
  clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 2, size: '320x240' })
  ;[oak, elm] = await Promise.all([startNetworkServer('oak'), startNetworkServer('elm')])
  uuid = await publish(oak, 'A film of old')
}, PATIENCE_MS)

afterAll(async () => {
  await Promise.all([oak?.close(), elm?.close()])
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 60_000, interval: 100 })

async function publish({ api }: NetworkServer, name: string): Promise<string> {
  const published = await api.upload(clip, { name })
  await api.waitForTranscoding(published, ({ status }) => status === 'done')
  return published
}

async function send<T>({ api }: NetworkServer, method: string, path: string, body?: object): Promise<T> {
  const answer = await api.fetch(path, {
    method,
    ...(body instanceof FormData && { body }),
    ...(body &&
      !(body instanceof FormData) && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
  })
  const text = await answer.text()
  expect(answer.ok, `${method} ${path}: ${answer.status} ${text}`).toBe(true)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

const list = async <Item>({ api }: NetworkServer, path: string) => (await api.json<List<Item>>(path)).data
const statusOf = async ({ api }: NetworkServer, path: string) => (await api.fetch(path)).status
const comments = (server: NetworkServer) => list<Comment>(server, `/videos/${uuid}/comment-threads`)

test(
  'a follow waits for approval, is answered by one in return, and brings what was there before',
  async () => {
    await send(oak, 'PUT', '/config/custom', { ...MANUAL, ...FOLLOW_BACK })
    await send(elm, 'POST', '/server/following', { hosts: [oak.host] })
    const asked = await soon(async () => {
      const [follow] = await list<{ state: string; follower: { name: string; host: string } }>(oak, '/server/followers')
      expect(follow).toMatchObject({ state: 'pending', follower: { host: elm.host } })
      return follow!
    })
    expect(await list(elm, '/server/following?state=accepted')).toEqual([])
    expect(await statusOf(elm, `/videos/${uuid}`)).toBe(404)

    await send(oak, 'POST', `/server/followers/${asked.follower.name}@${elm.host}/accept`)
    await soon(async () => expect(await list(elm, '/server/following?state=accepted')).toHaveLength(1))
    await soon(async () => expect(await list(oak, '/server/following?state=accepted')).toHaveLength(1))
    const video = await soon(() => elm.api.video(uuid))
    expect(video).toMatchObject({ name: 'A film of old', isLocal: false, channel: { host: oak.host } })
    // Whoever looks does not ask the other server for pictures.
    for (const path of [video.thumbnailPath, video.previewPath]) {
      const picture = await fetch(elm.origin + path)
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    }
    const page = await (await fetch(`${elm.origin}/w/${video.shortUUID}`)).text()
    expect(page).toContain(video.name)
    expect(page).not.toMatch(new RegExp(`<img[^>]*${oak.host}`))
  },
  PATIENCE_MS
)

test(
  'a film elsewhere is played on the page here, from where it lies, and nothing else is asked for there',
  async () => {
    const browser = await openBrowser()
    const { page, complaints, close } = await openPage(browser, elm.origin)
    await page.goto(`/w/${uuid}`)
    await page.getByRole('button', { name: /^Lire/ }).first().click()
    await waitUntilPlayed(page, 1)
    expect(complaints.length).toBeGreaterThan(0)
    for (const complaint of complaints)
      expect(complaint).toMatch(new RegExp(`^foreign request: ${oak.origin}/static/streaming-playlists/`))
    await close()
    await browser.close()
  },
  PATIENCE_MS
)

test(
  'a film, its chapters, captions, channel and account change on both',
  async () => {
    await send(oak, 'PUT', `/videos/${uuid}`, {
      name: 'Renamed',
      description: 'Of the feast',
      tags: ['music', 'feast']
    })
    await send(oak, 'PUT', `/videos/${uuid}/chapters`, { chapters: [{ timecode: 1, title: 'The ball' }] })
    const captions = new FormData()
    captions.set('captionfile', new Blob(['WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n']), 'fr.vtt')
    await send(oak, 'PUT', `/videos/${uuid}/captions/fr`, captions)
    await send(oak, 'PUT', '/video-channels/root_channel', { displayName: 'The oak channel' })
    await send(oak, 'PUT', '/users/me', { displayName: 'The oak keeper' })
    await soon(async () => {
      expect(await elm.api.video(uuid)).toMatchObject({
        ...{ name: 'Renamed', description: 'Of the feast', tags: expect.arrayContaining(['music', 'feast']) },
        ...{ channel: { displayName: 'The oak channel' }, account: { displayName: 'The oak keeper' } }
      })
      expect(await elm.api.json(`/videos/${uuid}/chapters`)).toEqual({ chapters: [{ timecode: 1, title: 'The ball' }] })
      expect(await list(elm, `/videos/${uuid}/captions`)).toMatchObject([{ language: { id: 'fr' } }])
    })
  },
  PATIENCE_MS
)

test(
  'likes, dislikes, and neither, are counted at the origin',
  async () => {
    for (const [rating, likes, dislikes] of [
      ['like', 1, 0],
      ['dislike', 0, 1],
      ['none', 0, 0]
    ] as const) {
      await send(elm, 'PUT', `/videos/${uuid}/rate`, { rating })
      await soon(async () => expect(await oak.api.video(uuid)).toMatchObject({ likes, dislikes }))
    }
  },
  PATIENCE_MS
)

test(
  'a comment from elsewhere waits for the owner, is let pass, rejected, or taken away',
  async () => {
    await send(oak, 'PUT', `/videos/${uuid}`, { commentsPolicy: 3 })
    await soon(async () => expect(await elm.api.video(uuid)).toMatchObject({ commentsPolicy: { id: 3 } }))
    const texts = ['To keep', 'To reject', 'To take away']
    for (const text of texts) await send(elm, 'POST', `/videos/${uuid}/comment-threads`, { text })
    const held = await soon(async () => {
      const all = await list<Comment>(oak, '/users/me/videos/comments')
      expect(all.map(({ heldForReview }) => heldForReview)).toEqual([true, true, true])
      return all
    })
    const idOf = (text: string) => held.find(comment => comment.text.includes(text))!.id
    const shown = async (texts: readonly string[]) => {
      for (const server of [oak, elm]) {
        const passed = (await comments(server)).filter(({ heldForReview }) => !heldForReview)
        expect(passed.map(({ text }) => text).toSorted()).toEqual(texts)
      }
    }
    await shown([])
    await send(oak, 'DELETE', `/videos/${uuid}/comments/${idOf('To reject')}`)
    for (const text of ['To keep', 'To take away'])
      await send(oak, 'POST', `/videos/${uuid}/comments/${idOf(text)}/approve`)
    await soon(() => shown(['To keep', 'To take away']))
    const heard = await soon(async () => {
      const { rows } = await elm.db.query("SELECT state FROM inbox_activity WHERE type = 'RejectReply'")
      expect(rows).toEqual([{ state: 'done' }])
      return (await comments(elm)).map(({ text }) => text)
    })
    expect(heard).not.toContain('To reject')
    await send(oak, 'DELETE', `/videos/${uuid}/comments/${idOf('To take away')}`)
    await soon(() => shown(['To keep']))
  },
  PATIENCE_MS
)

test(
  'a report reaches the moderators of the origin, either way',
  async () => {
    const ofElm = await publish(elm, 'A film of elm')
    for (const [from, to, reported] of [
      [elm, oak, uuid],
      [oak, elm, ofElm]
    ] as const) {
      const { id } = await soon(() => from.api.video(reported))
      const reason = `${from.name} was not asked`
      await send(from, 'POST', '/abuses', { reason, video: { id }, predefinedReasons: ['privacy'] })
      const report = { reason, video: { uuid: reported }, predefinedReasons: ['privacy'] }
      await soon(async () => {
        const reports = await list<{ reason: string }>(to, '/abuses')
        expect(reports.filter(one => one.reason === reason)).toMatchObject([report])
      })
    }
    await send(elm, 'DELETE', `/videos/${ofElm}`)
    await soon(async () => expect(await statusOf(oak, `/videos/${ofElm}`)).toBe(404))
  },
  PATIENCE_MS
)

test(
  'a view counts at the origin, which tells its number to others',
  async () => {
    await send(elm, 'POST', `/videos/${uuid}/views`, { currentTime: 0 })
    await send(elm, 'POST', `/videos/${uuid}/views`, { currentTime: 1 })
    await soon(async () => expect(await oak.api.video(uuid)).toMatchObject({ views: 1 }))
    // Numbers are told once a minute at most.
    await oak.db.query('UPDATE told SET numbers_due_at = now() WHERE uuid = $1', [uuid])
    await soon(async () => expect(await elm.api.video(uuid)).toMatchObject({ views: 1 }))
  },
  PATIENCE_MS
)

test(
  'a playlist and what stands in it come, change and go',
  async () => {
    const { id } = await oak.api.video(uuid)
    const { videoPlaylist: made } = await send<{ videoPlaylist: Playlist }>(oak, 'POST', '/video-playlists', {
      ...{ displayName: 'Of the feast', privacy: 1, videoChannelId: oak.api.channelId }
    })
    const path = `/video-playlists/${made.uuid}`
    await send(oak, 'POST', `/video-playlists/${made.id}/videos`, { videoId: id, startTimestamp: 1 })
    await soon(async () => {
      expect(await elm.api.json(path)).toMatchObject({ displayName: 'Of the feast', isLocal: false, videosLength: 1 })
      const elements = await list<PlaylistElement>(elm, `${path}/videos`)
      expect(elements).toMatchObject([{ startTimestamp: 1, video: { uuid } }])
    })
    const [element] = await list<PlaylistElement>(oak, `/video-playlists/${made.id}/videos`)
    await send(oak, 'PUT', `/video-playlists/${made.id}`, { displayName: 'Of both feasts' })
    await send(oak, 'DELETE', `/video-playlists/${made.id}/videos/${element!.id}`)
    await soon(async () =>
      expect(await elm.api.json(path)).toMatchObject({ displayName: 'Of both feasts', videosLength: 0 })
    )
    await send(oak, 'DELETE', `/video-playlists/${made.id}`)
    await soon(async () => expect(await statusOf(elm, path)).toBe(404))
  },
  PATIENCE_MS
)

test(
  'a film that is made private, and those of a channel that is deleted, are forgotten elsewhere',
  async () => {
    const { videoChannel } = await send<{ videoChannel: { id: number } }>(oak, 'POST', '/video-channels', {
      ...{ name: 'acorns', displayName: 'Acorns' }
    })
    const ofChannel = await oak.api.upload(clip, { name: 'Of acorns', channelId: String(videoChannel.id) })
    const other = await publish(oak, 'For some time')
    const here = () => list<VideoSummary>(elm, '/videos?count=100')
    const names = async () => (await here()).map(({ name }) => name).toSorted()
    await soon(async () => expect(await names()).toEqual(['For some time', 'Of acorns', 'Renamed']))
    await send(oak, 'PUT', `/videos/${other}`, { privacy: 3 })
    await send(oak, 'DELETE', '/video-channels/acorns')
    await soon(async () => expect(await names()).toEqual(['Renamed']))
    expect(await statusOf(elm, `/videos/${ofChannel}`)).toBe(404)
    await send(oak, 'DELETE', `/videos/${uuid}`)
    await soon(async () => expect(await names()).toEqual([]))
  },
  PATIENCE_MS
)

test(
  'who deletes their account is forgotten elsewhere, with all that was theirs',
  async () => {
    const ofOak = await publish(oak, 'Still there')
    await soon(() => elm.api.video(ofOak))
    await send(oak, 'POST', '/users', {
      ...{
        username: 'rose',
        password: PASSWORD,
        email: 'rose@example.org',
        role: 2,
        videoQuota: -1,
        videoQuotaDaily: -1
      }
    })
    const rose = await signIn(oak.origin, 'rose')
    const hers = await rose.upload(clip, { name: 'Of rose' })
    await soon(() => elm.api.video(hers))
    const commented = await rose.fetch(`/videos/${ofOak}/comment-threads`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ text: 'Says rose' })
    })
    expect(commented.status).toBe(200)
    const said = () => list<Comment>(elm, `/videos/${ofOak}/comment-threads`)
    await soon(async () => expect((await said()).map(({ text }) => text)).toEqual(['Says rose']))
    const paths = [`/accounts/rose@${oak.host}`, `/video-channels/rose_channel@${oak.host}`, `/videos/${hers}`]
    for (const path of paths) expect(await statusOf(elm, path), path).toBe(200)

    expect((await rose.fetch('/users/me', { method: 'DELETE' })).status).toBe(204)
    await soon(async () => {
      expect(await Promise.all(paths.map(path => statusOf(elm, path)))).toEqual([404, 404, 404])
      expect(await said()).toEqual([])
    })
    expect(await statusOf(elm, `/videos/${ofOak}`)).toBe(200)
  },
  PATIENCE_MS
)

test('nothing was set aside on either', async () => {
  for (const { db } of [oak, elm]) {
    const { rows } = await db.query("SELECT type, reason FROM inbox_activity WHERE state = 'failed'")
    expect(rows).toEqual([])
  }
})
