import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openUploads, uploadRoutes } from '../../packages/server/src/features/uploads/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDiskStorage, type Storage } from '../../packages/server/src/platform/storage/disk.ts'
import { freshDatabase } from './database.ts'
import { makePeople, type People, serveApi } from './people.ts'
import type { TestServer } from './serve.ts'
import { someSettings } from './settings.ts'

type UploadOptions = Parameters<typeof openUploads>[0]
export type Media = NonNullable<UploadOptions['media']>

export interface BenchOptions {
  /** The real one when absent. */
  readonly media?: Media
  readonly maxUploadBytes?: number
  readonly settings?: Parameters<typeof someSettings>[0]
}

/** What stands in the way of one server, between two restarts. */
export interface Obstacles {
  readonly db?: Partial<Database>
  readonly storage?: Partial<Storage>
  readonly media?: Partial<Media>
}

export interface UploadBench {
  readonly db: Database
  readonly storage: Storage
  readonly people: People
  readonly folder: string
  /** Ends the server and starts another one on the same database and files. */
  restart(obstacles?: Obstacles): Promise<void>
  post(fields: Form, as?: string): Promise<Response>
  /** Begins a resumable upload, as JSON or, when the body is a form, as PeerTube's web client does. */
  begin(body: Record<string, unknown> | FormData, sizeBytes: number, as?: string): Promise<Response>
  /** As `begin`, which must succeed. @returns The address of the upload on this server. */
  begun(sizeBytes: number, body?: Record<string, unknown>): Promise<string>
  put(path: string, range: string, part: NonNullable<RequestInit['body']>, as?: string): Promise<Response>
  url(path: string): string
  /** Every file of the storage, sorted, without the folders that are always there. */
  files(): Promise<string[]>
  close(): Promise<void>
}

export type Form = Readonly<Record<string, string | readonly string[] | File>>

/** Takes every file for a video of one second, and makes no picture. */
export const EASY_MEDIA: Media = {
  probeFile: async () => ({
    durationSeconds: 1,
    audio: null,
    pictureIndex: null,
    video: { width: 16, height: 9, frameRate: { numerator: 25, denominator: 1 } }
  }),
  probeSourceMetadata: async () => ({ format: {}, streams: [] }),
  makeThumbnails: async () => {},
  convertImage: async () => {},
  generateStill: async () => {},
  joinTracks: async () => {}
}

const HOST = 'localhost:9000'
const QUEUE = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }
const RESUMABLE = '/api/v1/videos/upload-resumable'

/** The uploads slice's routes on a database and a storage of their own, and no transcoder behind. */
export async function openUploadBench(options: BenchOptions = {}): Promise<UploadBench> {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'colombier-uploads-'))
  const storage = openDiskStorage(folder)
  const people = await makePeople(database.db)
  const config = { origin: `http://${HOST}`, maxUploadBytes: options.maxUploadBytes ?? -1 }
  let server: TestServer | undefined
  const restart = async (obstacles: Obstacles = {}) => {
    await server?.close()
    const uploads = await openUploads({
      config,
      settings: someSettings(options.settings),
      queue: QUEUE,
      db: { ...database.db, ...obstacles.db },
      storage: { ...storage, ...obstacles.storage },
      ...(options.media && { media: { ...options.media, ...obstacles.media } })
    })
    server = await serveApi(people, uploadRoutes(uploads))
  }
  await restart()

  const url = (path: string) => `${server!.origin}${path}`
  const begin: UploadBench['begin'] = (body, sizeBytes, as = 'ada') => {
    const isForm = body instanceof FormData
    const length = { 'x-upload-content-length': String(sizeBytes), 'x-upload-content-type': 'video/mp4' }
    return fetch(url(RESUMABLE), {
      method: 'POST',
      headers: { authorization: as, ...length, ...(!isForm && { 'content-type': 'application/json' }) },
      body: isForm ? body : JSON.stringify(body)
    })
  }
  const defaults = () => ({ name: 'A video', channelId: people.ada.channelId, filename: 'a.mp4' })
  return {
    db: database.db,
    storage,
    people,
    folder,
    restart,
    begin,
    url,
    post: (fields, as = 'ada') => {
      const body = aForm({ name: 'A video', channelId: String(people.ada.channelId), ...fields })
      return fetch(url('/api/v1/videos/upload'), { method: 'POST', headers: { authorization: as }, body })
    },
    async begun(sizeBytes, body) {
      const answer = await begin({ ...defaults(), ...body }, sizeBytes)
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`)
      return answer.headers.get('location')!.replace(`//${HOST}`, '')
    },
    put: (path, range, body, as = 'ada') =>
      fetch(url(path), { method: 'PUT', headers: { authorization: as, 'content-range': range }, body }),
    async files() {
      const found = await readdir(folder, { recursive: true, withFileTypes: true })
      const isFile = found.filter(entry => !entry.isDirectory())
      return isFile.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
    },
    async close() {
      await server!.close()
      await database.close()
      await rm(folder, { recursive: true })
    }
  }
}

export function aForm(fields: Form): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields))
    for (const value of [values].flat() as (string | File)[]) form.append(name, value)
  return form
}
