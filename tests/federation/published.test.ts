/** What is published on one of our servers is known on another that follows it: as it comes, changes and goes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Playlist, PlaylistElement, VideoSummary } from '../../packages/server/src/contract/index.ts'
import { signIn } from '../support/api.ts'
import { openBrowser, openPage, waitUntilPlayed } from '../support/browser.ts'
import type { NetworkServer } from '../support/network.ts'
import { PASSWORD } from '../support/start-server.ts'
import {
  type Comment,
  expectNothingSetAside,
  list,
  PATIENCE_MS,
  type Pair,
  send,
  soon,
  startPair,
  statusOf
} from './pair.ts'

const MANUAL = { followers: { instance: { manualApproval: true } } }
const FOLLOW_BACK = { followings: { instance: { autoFollowBack: { enabled: true } } } }

let pair: Pair
let oak: NetworkServer
let elm: NetworkServer
let uuid: string

beforeAll(async () => {
  pair = await startPair()
  ;({ oak, elm, uuid } = pair)
}, PATIENCE_MS)
afterAll(() => pair?.close(), PATIENCE_MS)

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
        name: 'Renamed',
        description: 'Of the feast',
        tags: expect.arrayContaining(['music', 'feast']),
        channel: { displayName: 'The oak channel' },
        account: { displayName: 'The oak keeper' }
      })
      expect(await elm.api.json(`/videos/${uuid}/chapters`)).toEqual({ chapters: [{ timecode: 1, title: 'The ball' }] })
      expect(await list(elm, `/videos/${uuid}/captions`)).toMatchObject([{ language: { id: 'fr' } }])
    })
  },
  PATIENCE_MS
)

test(
  'a playlist and what stands in it come, change and go',
  async () => {
    const { id } = await oak.api.video(uuid)
    const { videoPlaylist: made } = await send<{ videoPlaylist: Playlist }>(oak, 'POST', '/video-playlists', {
      displayName: 'Of the feast',
      privacy: 1,
      videoChannelId: oak.api.channelId
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
      name: 'acorns',
      displayName: 'Acorns'
    })
    const ofChannel = await oak.api.upload(pair.clip, { name: 'Of acorns', channelId: String(videoChannel.id) })
    const other = await pair.publish(oak, 'For some time')
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
    const ofOak = await pair.publish(oak, 'Still there')
    await soon(() => elm.api.video(ofOak))
    await send(oak, 'POST', '/users', {
      username: 'rose',
      password: PASSWORD,
      email: 'rose@example.org',
      role: 2,
      videoQuota: -1,
      videoQuotaDaily: -1
    })
    const rose = await signIn(oak.origin, 'rose')
    const hers = await rose.upload(pair.clip, { name: 'Of rose' })
    await soon(() => elm.api.video(hers))
    const commented = await rose.fetch(`/videos/${ofOak}/comment-threads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
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

test('nothing was set aside on either', () => expectNothingSetAside(pair))
