/**
 * kill -9 at eight points of the way from a file to a video (fifteen with COLOMBIER_TESTS=whole), on one server that goes
 * on through all of them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { VideoImport } from '../../packages/server/src/contract/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { waitUntilGone } from '../support/processes.ts'
import { openSlowOrigin } from '../support/slow-origin.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'
import { IS_WHOLE } from '../support/whole-run.ts'
import { type Moment, reach } from './moments.ts'
import { killVictim, type Victim } from './victims.ts'
import { type Expected, expectNoStrayFiles, expectWholeVideo, openServersDatabase } from './whole.ts'

const SECONDS = 4
const RESOLUTIONS = [240, 360]
const PATIENCE_MS = 120_000
/** Which percent and which instant: the same in every run, others with another seed. */
const random = seeded(Number(process.env['CRASH_SEED'] ?? 1))

let folder: string
let clip: string
let server: RunningTestServer
let api: Api
let db: Database
const answered: Expected[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-crash-'))
  clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: SECONDS, isNoisy: true })
  server = await startTestServer({ env: { COLOMBIER_RESOLUTIONS: RESOLUTIONS.join() } })
  api = await signIn(server.origin)
  db = openServersDatabase(server.dataFolder)
}, PATIENCE_MS)

afterAll(async () => {
  await db?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

const MOMENTS: readonly [Moment, Victim][] = [
  ['answered', 'server'],
  ['encoding', 'ffmpeg'],
  ['first segments', 'server'],
  ['packaging', 'transcoder']
]
const MORE_MOMENTS: readonly [Moment, Victim][] = [
  ['probing', 'transcoder'],
  ['encoding', 'postmaster']
]
const IMPORTS: readonly ['pageUrl' | 'filmUrl', Victim][] = [
  ['pageUrl', 'server'],
  ['filmUrl', 'server'],
  ['filmUrl', 'postmaster']
]
const DELETIONS: readonly [Moment, Victim][] = [
  ['first segments', 'server'],
  ['answered', 'postmaster']
]

test.each<[Moment, Victim]>([...MOMENTS, ...(IS_WHOLE ? MORE_MOMENTS : [])])(
  'the moment: %s, killed: %s',
  async (moment, victim) => {
    const name = `${moment}, ${victim}`
    const uuid = await api.upload(clip, { name })
    const percent = Math.round(10 + random() * 70)
    await reach(moment, { api, dataFolder: server.dataFolder, videoUuid: uuid, percent })
    const wasThere = await killVictim(server, victim)
    // On a fast machine ffmpeg may have ended just before.
    expect(wasThere || victim === 'ffmpeg').toBe(true)
    if (victim === 'server') await server.start()
    await expectDone({ name, uuid })
  },
  PATIENCE_MS
)

test.each<Victim>(IS_WHOLE ? ['server', 'postmaster'] : ['server'])(
  'an upload in parts goes on from where it was, killed: %s',
  async victim => {
    const name = `parts, ${victim}`
    const bytes = await readFile(clip)
    const half = Math.floor(bytes.length / 2)
    const address = await beginUpload(name, bytes.length)
    expect((await sendPart(address, bytes, 0, half)).headers.get('range')).toBe(`bytes=0-${half - 1}`)
    await killVictim(server, victim)
    if (victim === 'server') await server.start()

    const asked = await eventually(
      () => api.fetch(address, askedHow(bytes.length)),
      response => response.status === 308
    )
    expect(asked.headers.get('range')).toBe(`bytes=0-${half - 1}`)
    const last = await sendPart(address, bytes, half, bytes.length)
    expect(last.status).toBe(200)
    const { video } = (await last.json()) as { video: { uuid: string } }
    const again = await api.fetch(address, askedHow(bytes.length))
    expect(((await again.json()) as { video: { uuid: string } }).video.uuid).toBe(video.uuid)
    await expectDone({ name, uuid: video.uuid })
  },
  PATIENCE_MS
)

test.each<Victim>(IS_WHOLE ? ['server', 'postmaster'] : ['postmaster'])(
  'an upload whose last answer is lost is one video, killed: %s',
  async victim => {
    const name = `last answer, ${victim}`
    const bytes = await readFile(clip)
    const address = await beginUpload(name, bytes.length)
    const sending = sendPart(address, bytes, 0, bytes.length).catch(() => undefined)
    await reach('accepting', { api, dataFolder: server.dataFolder, videoUuid: '', percent: 0 })
    await killVictim(server, victim)
    if (victim === 'server') await server.start()
    await sending

    const last = await eventually(
      () => api.fetch(address, askedHow(bytes.length)),
      response => response.status === 200
    )
    await expectDone({ name, uuid: ((await last.json()) as { video: { uuid: string } }).video.uuid })
  },
  PATIENCE_MS
)

test.each<[from: 'pageUrl' | 'filmUrl', Victim]>(IS_WHOLE ? IMPORTS : IMPORTS.slice(0, 1))(
  'an import whose file is on its way is made, and made once; %s, killed: %s',
  async (from, victim) => {
    const name = `imported, ${from}, ${victim}`
    await allowImports()
    const origin = await openSlowOrigin(clip)
    const wish = { targetUrl: origin[from], name, channelId: api.channelId, privacy: 1, waitTranscoding: true }
    const body = JSON.stringify(wish)
    const headers = { 'content-type': 'application/json' }
    const asked = await api.fetch('/videos/imports', { method: 'POST', headers, body })
    expect(asked.status).toBe(200)
    await origin.isHalfSent
    await killVictim(server, victim)
    if (victim === 'server') await server.start()
    origin.goOn()
    // The lease of what was broken off would run out by itself in a minute and a half.
    await eventually(
      () => db.query("UPDATE video_import SET leased_until = '-infinity'"),
      () => true
    )
    const found = await eventually(
      async () => (await (await api.fetch('/users/me/videos/imports')).json()) as { data?: VideoImport[] },
      ({ data }) => data?.[0]?.state.id === 2
    )
    origin.close()
    await expectDone({ name, uuid: found.data![0]!.video!.uuid })
  },
  PATIENCE_MS
)

test.each<[Moment, Victim]>(IS_WHOLE ? DELETIONS : DELETIONS.slice(0, 1))(
  'a deletion is done wholly or can be asked for again; the moment: %s, killed: %s',
  async (moment, victim) => {
    const uuid = await api.upload(clip, { name: `deleted, ${victim}` })
    await reach(moment, { api, dataFolder: server.dataFolder, videoUuid: uuid, percent: 0 })
    const deleting = api.fetch(`/videos/${uuid}`, { method: 'DELETE' }).catch(() => undefined)
    await sleep(random() * 30)
    await killVictim(server, victim)
    await deleting
    if (victim === 'server') await server.start()

    const remove = () => api.fetch(`/videos/${uuid}`, { method: 'DELETE' })
    await eventually(remove, response => response.status === 404)
    expect((await db.query('SELECT 1 FROM video WHERE uuid = $1', [uuid])).rows).toEqual([])
  },
  PATIENCE_MS
)

test(
  'at the end every answered upload is one whole video, and neither files nor processes are left over',
  async () => {
    await server.stop()
    expect(await waitUntilGone(server.dataFolder, 2_000)).toEqual([])
    await server.start()
    expect(answered).toHaveLength(IS_WHOLE ? 13 : 7)
    for (const expected of answered) await expectWholeVideo(db, api, expected)
    const { rows } = await db.query<{ count: number }>('SELECT count(*) FROM video')
    expect(rows[0]?.count).toBe(answered.length)
    // Work on the deleted videos may go on for a moment, until it finds them gone.
    await vi.waitFor(() => expectNoStrayFiles(db, server.dataFolder), { timeout: PATIENCE_MS / 2, interval: 500 })

    await server.stop()
    expect(await waitUntilGone(server.dataFolder, 2_000)).toEqual([])
  },
  PATIENCE_MS
)

async function expectDone({ name, uuid }: { name: string; uuid: string }): Promise<void> {
  await eventually(
    () => api.video(uuid),
    video => video.state.id === 1
  )
  const expected = { name, uuid, resolutions: RESOLUTIONS, durationSeconds: SECONDS }
  answered.push(expected)
  await expectWholeVideo(db, api, expected)
}

/** A server whose database comes back answers with errors meanwhile. */
async function eventually<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE_MS / 2
  for (;;) {
    const answer = await ask().catch((error: unknown) => error)
    if (!(answer instanceof Error) && isWanted(answer as T)) return answer as T
    if (performance.now() > end)
      throw new Error(`This never came true. The server said:\n${server.output()}`, { cause: answer })
    await sleep(100)
  }
}

async function allowImports(): Promise<void> {
  const settings = (await (await api.fetch('/config/custom')).json()) as CustomConfig
  settings.import.videos.http.enabled = true
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(settings)
  expect((await api.fetch('/config/custom', { method: 'PUT', headers, body })).status).toBe(200)
}

interface CustomConfig {
  readonly import: { readonly videos: { readonly http: { enabled: boolean } } }
}

/** @returns Its path, for `api.fetch`. */
async function beginUpload(name: string, sizeBytes: number): Promise<string> {
  const begun = await api.fetch('/videos/upload-resumable', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-upload-content-length': String(sizeBytes) },
    body: JSON.stringify({ name, channelId: api.channelId, privacy: 1, waitTranscoding: true, filename: 'clip.mp4' })
  })
  expect(begun.status).toBe(201)
  return begun.headers.get('location')!.replace(/^.*\/api\/v1/, '')
}

function sendPart(address: string, bytes: Buffer, start: number, end: number): Promise<Response> {
  const headers = { 'content-range': `bytes ${start}-${end - 1}/${bytes.length}` }
  return api.fetch(address, { method: 'PUT', headers, body: new Uint8Array(bytes.subarray(start, end)) })
}

function askedHow(sizeBytes: number): RequestInit {
  return { method: 'PUT', headers: { 'content-range': `bytes */${sizeBytes}`, 'content-length': '0' } }
}

/** mulberry32: a generator of numbers from 0 to 1 small enough to stand here. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
