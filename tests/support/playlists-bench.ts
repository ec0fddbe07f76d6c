/** Playlists as people make and fill them through the API; four videos of Ada's are there for them. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { playlistRoutes } from '../../packages/server/src/features/playlists/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDiskStorage } from '../../packages/server/src/platform/storage/disk.ts'
import { type AVideo, aVideo } from './a-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople, type People, serveApi } from './people.ts'
import type { TestServer } from './serve.ts'

const ORIGIN = 'http://videos.example'

type Body = Record<string, unknown> & { data: Record<string, unknown>[]; total: number }

/** Registers the hooks of the test file that calls it. */
export function usePlaylists() {
  let database: FreshDatabase
  let server: TestServer
  let people: People
  let folder: string
  const videos: AVideo[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    folder = await mkdtemp(join(tmpdir(), 'colombier-playlists-'))
    for (const name of ['uploads', 'thumbnails']) await mkdir(join(folder, name))
    people = await makePeople(database.db)
    const storage = openDiskStorage(folder)
    server = await serveApi(people, playlistRoutes({ db: database.db, storage, origin: ORIGIN }))
    for (const name of ['one', 'two', 'three', 'four'])
      videos.push(await aVideo(database.db, people.ada.channelId, { name }))
  })
  afterAll(async () => {
    await server.close()
    await database.close()
    await rm(folder, { recursive: true })
  })
  beforeEach(() => database.db.query('DELETE FROM playlist WHERE type = 1'))

  async function ask(
    path: string,
    { as, method = 'GET', body }: { as?: string; method?: string; body?: unknown } = {}
  ) {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : null) as Body }
  }

  async function make(as: 'ada' | 'bob', change: Record<string, unknown> = {}): Promise<string> {
    const { channelId: videoChannelId } = people[as]
    const body = { displayName: 'Concerts', privacy: 1, videoChannelId, ...change }
    const made = await ask('/video-playlists', { as, method: 'POST', body })
    expect(made.status).toBe(200)
    return (made.body['videoPlaylist'] as { uuid: string }).uuid
  }
  async function add(uuid: string, video: AVideo | string, more = {}, as = 'ada') {
    const body = { videoId: typeof video === 'string' ? video : video.id, ...more }
    const { status, body: answer } = await ask(`/video-playlists/${uuid}/videos`, { as, method: 'POST', body })
    return { status, id: (answer?.['videoPlaylistElement'] as { id: number } | undefined)?.id }
  }
  async function elements(uuid: string, as?: string) {
    const { body } = await ask(`/video-playlists/${uuid}/videos`, { ...(as && { as }) })
    return body.data.map(
      ({ position, video, type }) => `${position} ${(video as { name: string } | null)?.name ?? `type ${type}`}`
    )
  }
  const move = (uuid: string, startPosition: number, insertAfterPosition: number, reorderLength = 1, as = 'ada') =>
    ask(`/video-playlists/${uuid}/videos/reorder`, {
      as,
      method: 'POST',
      body: { startPosition, insertAfterPosition, reorderLength }
    })
  async function fill(uuid: string) {
    for (const video of videos) await add(uuid, video)
  }

  return {
    ask,
    make,
    add,
    elements,
    move,
    fill,
    videos,
    get db(): Database {
      return database.db
    },
    get people(): People {
      return people
    },
    /** Where the server keeps its files. */
    get folder(): string {
      return folder
    },
    get origin(): string {
      return server.origin
    }
  }
}
