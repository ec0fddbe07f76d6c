/** What people here do, and what followers elsewhere hear of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { followedBy, someFederation, whatIsTold } from '../../../../../tests/support/whole-federation.ts'
import { captionRoutes } from '../../features/captions/index.ts'
import { channelRoutes } from '../../features/channels/index.ts'
import { chapterRoutes } from '../../features/chapters/index.ts'
import { ownershipRoutes } from '../../features/ownership/index.ts'
import { playlistRoutes } from '../../features/playlists/index.ts'
import { deleteUser } from '../../features/users/delete-user.ts'
import { videoBlockRoutes } from '../../features/video-blocks/index.ts'
import { publishDueVideos, removeVideo } from '../../features/videos/index.ts'
import { appendEvent } from '../../platform/events.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { signingKeyOf } from '../actor-store.ts'
import type { FederationDeps } from '../deps.ts'

const ORIGIN = 'https://videos.example'
let database: FreshDatabase
let server: TestServer
let people: People
let deps: FederationDeps
let folder: string
let deletion: Parameters<typeof removeVideo>[0]
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  folder = await mkdtemp(join(tmpdir(), 'colombier-deeds-'))
  const storage = openDiskStorage(folder)
  deps = await someFederation(db, ORIGIN)
  people = await makePeople(db)
  deletion = { db, storage, cancelTranscoding: async () => {} }
  const more = { ...deletion, origin: ORIGIN, tokenSecret: Buffer.alloc(32) }
  server = await serveApi(
    people,
    ...[channelRoutes(more), chapterRoutes(more), captionRoutes(more), playlistRoutes(more)],
    ...[videoBlockRoutes(more), ownershipRoutes(more)]
  )
  const reader = await aRemoteActor(db, 'reader')
  for (const name of ['ada', 'ada_channel', 'peertube', 'bob']) await followedBy(db, reader, name)
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  video = await aVideo(database.db, people.ada.channelId)
  await giveRendition(database.db, video)
  await database.db.query(
    `INSERT INTO told (uuid, kind, account_actor_id, channel_actor_id)
     SELECT $1, 'video', account.actor_id, channel.actor_id FROM channel JOIN account ON account.id = channel.account_id
      WHERE channel.id = $2`,
    [video.uuid, people.ada.channelId]
  )
  await whatIsTold(deps)
})

async function ask(method: string, path: string, body?: object, as = 'ada'): Promise<Record<string, never>> {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', authorization: as },
    ...(body && { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return text ? JSON.parse(text) : {}
}

/** Each as `Type address`; each in one mailbox, once. */
async function heard(): Promise<string[]> {
  const sent = await whatIsTold(deps)
  for (const { to } of sent) expect(to).toEqual(['https://peer.example/inbox'])
  return sent.map(({ body, signer }) => {
    const object = body['object'] as string | { id: string }
    const id = typeof object === 'string' ? object : object.id
    return `${body['type']} ${id.replace(ORIGIN, '').replace(video.uuid, 'V')} by ${signer.split('/').at(-1)}`
  })
}

const publish = ({ id }: AVideo) =>
  database.db.transaction(tx => appendEvent(tx, { type: 'video.published', videoId: id }))

const UPDATED = ['Update /videos/watch/V by ada']
const DELETED = ['Delete /videos/watch/V by ada']

describe('a video', () => {
  test('that gets chapters', async () => {
    await ask('PUT', `/videos/${video.id}/chapters`, { chapters: [{ timecode: 1, title: 'One' }] })
    expect(await heard()).toEqual(UPDATED)
  })

  test('that loses a caption', async () => {
    await database.db.query("INSERT INTO video_caption (video_id, language, file_name) VALUES ($1, 'fr', $2)", [
      video.id,
      `${video.uuid}-fr.vtt`
    ])
    await ask('DELETE', `/videos/${video.id}/captions/fr`)
    expect(await heard()).toEqual(UPDATED)
  })

  test('that is blocked, so or so', async () => {
    const block = (body: object) => ask('POST', `/videos/${video.id}/blacklist`, body, 'mona')
    await block({ reason: 'Rights' })
    expect(await heard()).toEqual([])
    await block({ unfederate: true })
    expect(await heard()).toEqual(DELETED)
    await ask('DELETE', `/videos/${video.id}/blacklist`, undefined, 'mona')
    expect((await heard()).map(line => line.split(' ')[0])).toEqual(['Create', 'Announce', 'Announce'])
  })

  test('whose hour has come', async () => {
    const { id, uuid } = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
    await database.db.query('UPDATE video SET scheduled_at = now(), scheduled_privacy = 1 WHERE id = $1', [id])
    await publishDueVideos(database.db)
    expect(await heard()).toEqual([
      `Create /videos/watch/${uuid} by ada`,
      `Announce /videos/watch/${uuid} by ada_channel`,
      `Announce /videos/watch/${uuid} by peertube`
    ])
  })

  test('that is given away', async () => {
    await ask('POST', `/videos/${video.uuid}/give-ownership`, { username: 'bob' })
    const { data } = (await ask('GET', '/videos/ownership', undefined, 'bob')) as unknown as { data: { id: number }[] }
    await ask('POST', `/videos/ownership/${data[0]!.id}/accept`, { channelId: people.bob.channelId }, 'bob')
    const [update, undo] = await heard()
    expect([update, undo]).toEqual([
      'Update /videos/watch/V by ada',
      expect.stringMatching(/^Undo \/videos\/watch\/V\/announces\/\d+ by ada_channel$/)
    ])
  })

  test('that is deleted, once', async () => {
    await Promise.all([removeVideo(deletion, video.id), removeVideo(deletion, video.id)])
    expect(await heard()).toEqual(DELETED)
  })
})

describe('a playlist', () => {
  test('is told as long as it is public, and no longer', async () => {
    const body = { displayName: 'Best', privacy: 1, videoChannelId: people.ada.channelId }
    const { videoPlaylist } = await ask('POST', '/video-playlists', body)
    const { id, uuid } = videoPlaylist as unknown as { id: number; uuid: string }
    const path = `/video-playlists/${uuid}`
    expect(await heard()).toEqual([`Create ${path} by ada`])
    const { videoPlaylistElement: element } = await ask('POST', `/video-playlists/${id}/videos`, { videoId: video.id })
    expect(await heard()).toEqual([`Update ${path} by ada`])
    await ask('DELETE', `/video-playlists/${id}/videos/${(element as unknown as { id: number }).id}`)
    expect(await heard()).toEqual([`Update ${path} by ada`])
    await ask('PUT', `/video-playlists/${id}`, { privacy: 3 })
    expect(await heard()).toEqual([`Delete ${path} by ada`])
    await ask('PUT', `/video-playlists/${id}`, { displayName: 'Secret' })
    expect(await heard()).toEqual([])
    await ask('PUT', `/video-playlists/${id}`, { privacy: 1 })
    expect(await heard()).toEqual([`Create ${path} by ada`])
    await ask('DELETE', `/video-playlists/${id}`)
    expect(await heard()).toEqual([`Delete ${path} by ada`])
  })

  test.each([2, 3])('of privacy %i is told to nobody, nor that it is gone', async privacy => {
    const { videoPlaylist } = await ask('POST', '/video-playlists', { displayName: 'Mine', privacy })
    await ask('DELETE', `/video-playlists/${(videoPlaylist as unknown as { id: number }).id}`)
    expect(await heard()).toEqual([])
  })
})

describe('an actor', () => {
  test('of a channel that changes, and of one that is deleted with its videos', async () => {
    const { videoChannel } = await ask('POST', '/video-channels', { name: 'choir', displayName: 'Choir' })
    const channelId = (videoChannel as unknown as { id: number }).id
    await followedBy(database.db, await aRemoteActor(database.db, 'reader'), 'choir')
    await ask('PUT', '/video-channels/choir', { description: 'We sing' })
    expect(await heard()).toEqual(['Update /video-channels/choir by choir'])

    const song = await aVideo(database.db, channelId)
    await publish(song)
    await heard()
    await ask('POST', '/video-playlists', { displayName: 'Songs', privacy: 1, videoChannelId: channelId })
    await heard()
    await ask('DELETE', '/video-channels/choir')
    expect((await heard()).map(line => line.replace(/[0-9a-f-]{36}/, 'X'))).toEqual([
      'Delete /videos/watch/X by ada',
      'Delete /video-playlists/X by ada',
      'Delete /video-channels/choir by choir'
    ])
  })

  test('of a user who leaves signs the farewell, when everything else is gone', async () => {
    const { userId, accountId } = people.bob
    const { rows } = await database.db.query<{ id: number }>('SELECT actor_id AS id FROM account WHERE id = $1', [
      accountId
    ])
    const key = await signingKeyOf(database.db, rows[0]!.id)
    const film = await aVideo(database.db, people.bob.channelId)
    await publish(film)
    await heard()
    await deleteUser({ ...deletion, endSessions: async () => {} }, { id: userId, username: 'bob' })
    const lines = (await heard()).map(line => line.replace(film.uuid, 'X'))
    // A video that was given to him goes, too.
    expect(lines.filter(line => line.startsWith('Delete /videos/watch/X'))).toEqual(['Delete /videos/watch/X by bob'])
    expect(lines.slice(-2)).toEqual([
      'Delete /video-channels/bob_channel by bob_channel',
      'Delete /accounts/bob by bob'
    ])
    expect(await signingKeyOf(database.db, rows[0]!.id)).toBe(key)
    const { rows: left } = await database.db.query('SELECT FROM told WHERE account_actor_id = $1', [rows[0]!.id])
    expect(left).toEqual([])
  })
})
