/** A film that lies elsewhere, new in each test, and a server that may keep a copy of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { RemotePlaylist } from '../../packages/server/src/contract/index.ts'
import { copyFileRoutes, copyWork, redundancyRoutes } from '../../packages/server/src/features/redundancy/index.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import { problemHandler } from '../../packages/server/src/platform/http.ts'
import { doNext } from '../../packages/server/src/platform/leased-work.ts'
import { openDiskStorage, type Storage } from '../../packages/server/src/platform/storage/disk.ts'
import { aRemoteVideo, type RemoteVideo } from './a-remote-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { type HlsOrigin, openHlsOrigin, tellPlaylist } from './hls-origin.ts'
import { makePeople, type People, serveApi } from './people.ts'
import { aRemoteActor } from './remote-actor.ts'
import { serve, type TestServer } from './serve.ts'
import { someSettings } from './settings.ts'

export const SITE = siteOf('https://here.example')

interface CopyRow {
  readonly id: number
  readonly state: number
  readonly error: string | null
  readonly attempts: number
}

export const nameOf = (url: string) => url.split('/').at(-1)!

/** Registers the hooks of the test file that calls it. */
export function useCopies() {
  let database: FreshDatabase
  let people: People
  let folder: string
  let storage: Storage
  let api: TestServer
  let files: TestServer
  let origin: HlsOrigin
  let channel: Awaited<ReturnType<typeof aRemoteActor>>
  let video: RemoteVideo
  let playlist: RemotePlaylist
  let brought: number[]

  beforeAll(async () => {
    database = await freshDatabase()
    people = await makePeople(database.db)
    folder = await mkdtemp(join(tmpdir(), 'colombier-copies-'))
    storage = openDiskStorage(folder)
    channel = await aRemoteActor(database.db, 'reefs', { kind: 'group' })
    api = await serveApi(people, redundancyRoutes({ db: database.db, storage, site: SITE }))
    files = await serve(
      express().use(copyFileRoutes({ db: database.db, storage, accelPrefix: undefined }), problemHandler)
    )
    origin = await openHlsOrigin()
  })
  beforeEach(async () => {
    brought = []
    for (const table of ['video_copy', 'domain_event', 'video_block', 'server_mute'])
      await database.db.query(`DELETE FROM ${table}`)
    origin.tricks.clear()
    playlist = origin.publish()
    video = await aRemoteVideo(database.db, channel)
    await tellPlaylist(database.db, video.id, playlist)
  })
  afterAll(async () => {
    for (const server of [api, files, origin]) await server.close()
    await database.close()
    await rm(folder, { recursive: true })
  })

  const deps = () => ({
    db: database.db,
    storage,
    settings: someSettings(),
    peerRules: { isAllowed: () => true, isAllowedUrl: () => true },
    slowest: { bytes: 10, ms: 300 },
    bringFilesOf: async (videoId: number) => void brought.push(videoId)
  })
  const send = (method: string, path: string, body?: object, as = 'ruth') =>
    fetch(`${api.origin}/api/v1/server/redundancy/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', authorization: as },
      ...(body && { body: JSON.stringify(body) })
    })
  const list = async (target = 'remote-videos') =>
    (await (await send('GET', `videos?target=${target}`)).json()) as {
      total: number
      data: { uuid: string; redundancies: { streamingPlaylists: { id: number; fileUrl: string }[] } }[]
    }
  const mirror = (videoId: unknown = video.uuid) => send('POST', 'videos', { videoId })
  const work = () => doNext(copyWork(deps()))
  const get = (name: string, headers: Record<string, string> = {}) =>
    fetch(`${files.origin}/static/redundancy/hls/${video.uuid}/${name}`, { headers })
  const events = async () =>
    (
      await database.db.query<{ payload: { type: string } }>(
        "SELECT payload FROM domain_event WHERE subscriber = 'federation' ORDER BY id"
      )
    ).rows.map(({ payload }) => payload.type)
  const copy = async () =>
    (
      await database.db.query<CopyRow>('SELECT id, state, error, attempts FROM video_copy WHERE video_id = $1', [
        video.id
      ])
    ).rows[0]
  const dueNow = () => database.db.query("UPDATE video_copy SET leased_until = '-infinity'")
  const largest = () => playlist.files[1]!.fileUrl
  /** Its origin has other files from now on, and says so. */
  async function republish(how: Parameters<HlsOrigin['publish']>[0]): Promise<void> {
    playlist = origin.publish(how)
    await tellPlaylist(database.db, video.id, playlist)
  }

  return {
    deps,
    send,
    list,
    mirror,
    work,
    get,
    events,
    copy,
    dueNow,
    largest,
    republish,
    get db() {
      return database.db
    },
    get people() {
      return people
    },
    get folder() {
      return folder
    },
    get storage() {
      return storage
    },
    get filesOrigin() {
      return files.origin
    },
    get origin() {
      return origin
    },
    get channel() {
      return channel
    },
    get video() {
      return video
    },
    get playlist() {
      return playlist
    },
    get brought() {
      return brought
    }
  }
}
