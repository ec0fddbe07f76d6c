/** With a server that is not ours and shares no code with it: signed, both ways. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { VideoDetails } from '../../packages/server/src/contract/index.ts'
import { type ApexPeer, startApexPeer } from '../support/apex-peer.ts'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
/** Whom it refuses something waits half a minute for the next, by design. */
const PATIENCE = { timeout: 90_000, interval: 100 }

let folder: string
let server: RunningTestServer
let api: Api
let peer: ApexPeer
let account: string
let channel: string
let video: VideoDetails

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-other-'))
  await makeClip(join(folder, 'clip.mp4'), { seconds: 1, size: '320x240' })
  server = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: '240' } })
  api = await signIn(server.origin)
  peer = await startApexPeer('olga')
  account = `${server.origin}/accounts/root`
  channel = `${server.origin}/video-channels/root_channel`
})
afterAll(async () => {
  await peer?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const came = (type: string) => peer.received.filter(activity => activity.type === type)
const followers = async (path: string) => (await api.json<{ total: number }>(`${path}/followers`)).total

test('it follows a channel and an account, and is accepted', async () => {
  for (const target of [channel, account]) await peer.send('Follow', [target], { object: target })
  await vi.waitFor(() => expect(came('Accept')).toHaveLength(2), PATIENCE)
  expect(
    came('Accept')
      .map(({ actor }) => (actor as string[])[0])
      .sort()
  ).toEqual([account, channel].sort())
  expect(await followers('/video-channels/root_channel')).toBe(1)
})

test('it hears of a new video, whole', async () => {
  const uuid = await api.upload(join(folder, 'clip.mp4'), { name: 'A film for everybody' })
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  video = await api.video(uuid)
  await vi.waitFor(() => expect(came('Create')).toHaveLength(1), PATIENCE)
  const [object] = came('Create')[0]!['object'] as Record<string, unknown>[]
  expect(object).toMatchObject({ id: video.url, type: 'Video', name: ['A film for everybody'] })
  // The channel announces it too; this software takes announcements of activities only, and says so.
  await vi.waitFor(() => expect(peer.answers.some(({ type }) => type === 'Announce')).toBe(true), PATIENCE)
})

test('its like is counted, and taken back', async () => {
  const like = await peer.send('Like', [account], { object: video.url })
  await vi.waitFor(async () => expect((await api.video(video.uuid)).likes).toBe(1), PATIENCE)
  await peer.send('Undo', [account], { object: { id: like.id, type: 'Like', actor: peer.actor.id, object: video.url } })
  await vi.waitFor(async () => expect((await api.video(video.uuid)).likes).toBe(0), PATIENCE)
})

test('its comment is shown with its author, answered, and gone when it deletes it; its boost is no harm', async () => {
  const id = `${new URL(peer.actor.id).origin}/o/note1`
  const note = {
    id,
    type: 'Note',
    attributedTo: peer.actor.id,
    content: '<p>Well <b>done</b><script>alert(1)</script></p>',
    inReplyTo: video.url,
    to: [PUBLIC],
    published: new Date().toISOString()
  }
  await peer.send('Create', [PUBLIC, account], { object: note })
  const threads = () =>
    api.json<{
      total: number
      data: { id: number; text: string; url: string; account: { name: string; host: string } }[]
    }>(`/videos/${video.uuid}/comment-threads`)
  await vi.waitFor(async () => expect((await threads()).total).toBe(1), PATIENCE)
  const [comment] = (await threads()).data
  expect(comment).toMatchObject({ url: id, account: { name: 'olga', host: new URL(peer.actor.id).host } })
  expect(comment!.text).toContain('done')
  expect(comment!.text).not.toContain('alert')

  const answered = await api.fetch(`/videos/${video.uuid}/comments/${comment!.id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Thank you' })
  })
  expect(answered.status).toBe(200)
  await vi.waitFor(() => expect(came('Create')).toHaveLength(2), PATIENCE)
  const [reply] = came('Create')[1]!['object'] as Record<string, unknown>[]
  expect(reply).toMatchObject({ type: 'Note', inReplyTo: [id], attributedTo: [account] })
  expect(JSON.stringify(reply!['tag'])).toContain(peer.actor.id)

  await peer.send('Announce', [PUBLIC, account], { object: video.url })
  await peer.send('Delete', [PUBLIC, account], { object: id })
  // The answer keeps the place of what it answers.
  await vi.waitFor(async () => expect(JSON.stringify(await threads())).not.toContain('done'), PATIENCE)
  const boosts = await (
    await fetch(`${video.url}/announces`, { headers: { accept: 'application/activity+json' } })
  ).json()
  expect(boosts).toMatchObject({ totalItems: 2 })
})

test('it unfollows, and hears no more', async () => {
  for (const target of [channel, account]) {
    const follow = { type: 'Follow', id: `${peer.actor.id}/follow`, actor: peer.actor.id, object: target }
    await peer.send('Undo', [target], { object: follow })
  }
  await vi.waitFor(async () => expect(await followers('/video-channels/root_channel')).toBe(0), PATIENCE)
})
