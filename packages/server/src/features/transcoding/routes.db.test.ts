import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TranscodeJob, TranscodeProgress } from '@colombier/transcoder/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { findAccess, makeFileToken } from '../videos/index.ts'
import { recordFailure, recordProgress, recordResult } from './record.ts'
import { transcodingRoutes } from './routes.ts'
import type { QueuedJob, TranscodingDeps } from './transcoding.ts'

const SECRET = Buffer.alloc(32, 1)
const WHO = ['nobody', 'bob', 'ada', 'mona', 'ruth']
let database: FreshDatabase
let people: People
let folder: string
let deps: TranscodingDeps
let server: TestServer
const added = new Map<string, TranscodeJob>()
const queued = new Map<string, QueuedJob>()
const progress = new Map<string, TranscodeProgress>()

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'transcoding-routes-'))
  deps = {
    db: database.db,
    storage: openDiskStorage(folder),
    settings: someSettings(),
    queue: {
      add: async (id, data) => void added.set(id, data),
      find: async id => queued.get(id),
      remove: async id => void queued.delete(id),
      subscribe: async () => {}
    }
  }
  server = await serveApi(people, transcodingRoutes({ ...deps, progress, tokenSecret: SECRET }))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  for (const map of [added, queued, progress]) map.clear()
})

type Wish = Parameters<typeof aVideo>[2] & { status?: string; hasOriginal?: boolean }

/** A video of Ada's with a wish in that state. */
async function aWish({ status = 'waiting', hasOriginal = true, ...change }: Wish = {}): Promise<AVideo> {
  const { db } = database
  const video = await aVideo(db, people.ada.channelId, change)
  const key = `originals/${video.uuid}.mp4`
  if (hasOriginal) await db.query(`INSERT INTO original VALUES ($1, $2, 'a.mp4', 1, '{"video":{}}')`, [video.id, key])
  const failure = status === 'failed' ? 'undecodable' : null
  await db.query('INSERT INTO transcoding (video_id, status, failure_code) VALUES ($1, $2, $3)', [
    video.id,
    status,
    failure
  ])
  return video
}

const ask = (reference: string | number, who = 'nobody', { headers = {}, query = '' } = {}) =>
  fetch(`${server.origin}/api/v1/videos/${reference}/transcoding${query}`, {
    headers: { authorization: who, ...headers }
  })
const retry = async (reference: string | number, who: string) =>
  (
    await fetch(`${server.origin}/api/v1/videos/${reference}/transcoding/retry`, {
      method: 'POST',
      headers: { authorization: who }
    })
  ).status

async function stored({ id }: AVideo) {
  const { rows } = await database.db.query<Record<string, unknown>>(
    `SELECT transcoding.attempt, transcoding.status, video.state,
            (SELECT count(*) FROM video_file WHERE video_id = video.id) AS file_count
       FROM transcoding JOIN video ON video.id = transcoding.video_id WHERE video.id = $1`,
    [id]
  )
  return rows[0]
}

const STATUSES: Record<string, [change: Wish, statuses: number[]]> = {
  public: [{}, [200, 200, 200, 200, 200]],
  unlisted: [{ privacy: 2 }, [200, 200, 200, 200, 200]],
  private: [{ privacy: 3 }, [401, 403, 200, 200, 200]],
  internal: [{ privacy: 4 }, [401, 200, 200, 200, 200]],
  password: [{ privacy: 5, passwords: ['sesame'] }, [403, 403, 200, 200, 200]],
  unpublished: [{ waitsForTranscoding: true }, [404, 404, 200, 200, 200]]
}

test.each(Object.keys(STATUSES))('how far the %s video is, those may ask who may watch it', async kind => {
  const [change, statuses] = STATUSES[kind]!
  const { uuid } = await aWish(change)
  expect(await Promise.all(WHO.map(async who => (await ask(uuid, who)).status))).toEqual(statuses)
})

test('a password and a file token let ask as they let watch', async () => {
  const { uuid } = await aWish({ privacy: 5, passwords: ['sesame'] })
  const { token } = makeFileToken(SECRET, (await findAccess(database.db, { uuid }))!)
  const statusWith = async (options: Parameters<typeof ask>[2]) => (await ask(uuid, 'nobody', options)).status
  expect(await statusWith({ headers: { 'x-peertube-video-password': 'wrong' } })).toBe(403)
  expect(await statusWith({ query: '?videoFileToken=wrong' })).toBe(403)
  expect(await statusWith({ headers: { 'x-peertube-video-password': 'sesame' } })).toBe(200)
  expect(await statusWith({ query: `?videoFileToken=${token}` })).toBe(200)
})

test('no video, no status', async () => {
  expect((await ask('043e6dbd-cb79-4bad-82e2-d3d5e9916eb4', 'ada')).status).toBe(404)
  expect((await ask('nonsense', 'ada')).status).toBe(400)
})

test.each([
  ['nobody', null],
  ['bob', null],
  ['ada', 'undecodable'],
  ['mona', 'undecodable'],
  ['ruth', 'undecodable']
])('to %s, the reason of a failure is %j', async (who, failureCode) => {
  const { uuid } = await aWish({ status: 'failed' })
  expect(await (await ask(uuid, who)).json()).toEqual({
    status: 'failed',
    stage: null,
    percent: 0,
    secondsLeft: null,
    failureCode,
    isWatchable: false
  })
})

test('what this server has heard of a job is told, else what the queue remembers', async () => {
  const video = await aWish({ status: 'running' })
  await giveRendition(database.db, video, { isFinal: false })
  const jobId = `${video.uuid}-1`
  const remembered = { stage: 'encoding', percent: 20, secondsLeft: 8 } as const
  queued.set(jobId, { id: jobId, state: 'active', progress: remembered, result: null, failedReason: undefined })
  const running = { status: 'running', failureCode: null, isWatchable: true }
  expect(await (await ask(video.uuid)).json()).toEqual({ ...running, ...remembered })

  progress.set(jobId, { stage: 'packaging', percent: 90, secondsLeft: 1 })
  expect(await (await ask(video.uuid)).json()).toMatchObject({ stage: 'packaging', percent: 90 })
})

test.each(['done', 'no wish'])('with %s, everything is ready', async status => {
  const video = await aWish({ status: 'done' })
  if (status !== 'done') await database.db.query('DELETE FROM transcoding WHERE video_id = $1', [video.id])
  expect(await (await ask(video.uuid)).json()).toEqual({
    status: 'done',
    stage: null,
    percent: 100,
    secondsLeft: null,
    failureCode: null,
    isWatchable: true
  })
})

test('only the owner and moderators may repeat', async () => {
  const { uuid } = await aWish({ status: 'failed', columns: { state: 7 } })
  expect(await retry(uuid, 'nobody')).toBe(401)
  expect(await retry(uuid, 'bob')).toBe(403)
  expect(await retry('043e6dbd-cb79-4bad-82e2-d3d5e9916eb4', 'ada')).toBe(404)
  expect(added.size).toBe(0)
})

test.each(['waiting', 'running', 'done'])('while it is %s there is nothing to repeat', async status => {
  const video = await aWish({ status })
  expect(await retry(video.uuid, 'ada')).toBe(409)
  expect(await stored(video)).toMatchObject({ attempt: 1, status })
  expect(added.size).toBe(0)
})

test('without its original, a failure cannot be repeated', async () => {
  const video = await aWish({ status: 'failed', hasOriginal: false })
  expect(await retry(video.uuid, 'ada')).toBe(409)
  expect(await stored(video)).toMatchObject({ attempt: 1, status: 'failed' })
})

test.each(['ada', 'mona', 'ruth'])('%s repeats a failure once, whatever is left of it', async who => {
  const video = await aWish({ status: 'failed', columns: { state: 7 } })
  await giveRendition(database.db, video, { isFinal: false })
  const statuses = await Promise.all([retry(video.uuid, who), retry(video.uuid, who)])
  expect(statuses.sort()).toEqual([204, 409])
  expect(await stored(video)).toEqual({ attempt: 2, status: 'waiting', state: 2, file_count: 0 })
  expect([...added.keys()]).toEqual([`${video.uuid}-2`])
})

test('what an attempt still says after it was replaced is not heard', async () => {
  const video = await aWish({ status: 'failed', columns: { state: 7 } })
  await retry(video.uuid, 'ada')
  const before = await stored(video)
  const first = { videoUuid: video.uuid, number: 1 }
  const hls = {
    masterName: 'm',
    sha256Name: 's',
    renditions: [
      {
        resolution: 240,
        width: 1,
        height: 1,
        fps: 1,
        fileName: 'f',
        playlistName: 'p',
        hasAudio: true,
        hasVideo: true,
        sizeBytes: 1,
        metadata: null
      }
    ]
  }
  await recordProgress(deps, first, hls)
  await recordFailure(deps, first, 'over-limits: too much')
  await recordResult(deps, first, { hls, storyboard: null })
  expect(await stored(video)).toEqual(before)
  progress.set(`${video.uuid}-1`, { stage: 'encoding', percent: 99, secondsLeft: 0 })
  expect(await (await ask(video.uuid, 'ada')).json()).toMatchObject({ status: 'waiting', percent: 0 })
})
