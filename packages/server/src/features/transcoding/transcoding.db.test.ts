import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HlsPackage, TranscodeJob, TranscodeResult } from '@colombier/transcoder/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { createUser } from '../users/index.ts'
import { retryTranscoding } from './begin-again.ts'
import { enqueueTranscoding } from './enqueue.ts'
import { followTranscoding } from './follow.ts'
import { reconcile } from './reconcile.ts'
import { recordResult } from './record.ts'
import { findTranscodingStatus } from './status.ts'
import { requestTranscoding } from './store.ts'
import type { QueuedJob, TranscodingDeps, TranscodingQueue } from './transcoding.ts'

let database: FreshDatabase
let folder: string
let deps: TranscodingDeps
let queue: ReturnType<typeof fakeQueue>
let owner: { accountId: number; channelId: number; id: number }

/** Holds jobs and lets a test play the transcoder. */
function fakeQueue() {
  const jobs = new Map<string, QueuedJob & { data: TranscodeJob }>()
  let listeners: Parameters<TranscodingQueue['subscribe']>[0] = {}
  let addCount = 0
  return {
    jobs,
    addCount: () => addCount,
    tell: () => listeners,
    set: (id: string, change: Partial<QueuedJob>) => jobs.set(id, { ...jobs.get(id)!, ...change }),
    async add(id: string, data: TranscodeJob) {
      addCount++
      if (jobs.has(id)) return
      jobs.set(id, { id, data, state: 'waiting', progress: 0, result: null, failedReason: undefined })
    },
    find: async (id: string) => jobs.get(id),
    remove: async (id: string) => void jobs.delete(id),
    async subscribe(given: typeof listeners) {
      listeners = given
    }
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'transcoding-'))
  owner = await createUser(database.db, {
    username: 'ada',
    email: 'ada@example.org',
    password: 'ada-password',
    role: 'user'
  })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  queue = fakeQueue()
  deps = { db: database.db, storage: openDiskStorage(folder), queue, settings: someSettings() }
})

async function anUpload({ waits = true, isAudio = false } = {}) {
  const { db } = database
  const previewName = `${randomUUID()}.jpg`
  const { id, uuid } = await aVideo(db, owner.channelId, { waitsForTranscoding: waits, previewName })
  const originalKey = `originals/${uuid}.mp4`
  await deps.storage.put(await aFile(), originalKey)
  await db.transaction(async tx => {
    await tx.query(
      "INSERT INTO original (video_id, storage_key, file_name, size_bytes, probe) VALUES ($1, $2, 'a.mp4', 1, $3)",
      [id, originalKey, JSON.stringify({ video: isAudio ? null : { width: 1, height: 1 } })]
    )
    await requestTranscoding(tx, id)
  })
  return { id, uuid, originalKey, previewName, jobId: `${uuid}-1`, attempt: { videoUuid: uuid, number: 1 } }
}

async function aFile(): Promise<string> {
  const path = join(folder, randomUUID())
  await writeFile(path, 'x')
  return path
}

function aPackage(uuid: string, isFinal: boolean): HlsPackage {
  return {
    masterName: `${uuid}-master.m3u8`,
    sha256Name: isFinal ? `${uuid}-segments-sha256.json` : null,
    renditions: [
      {
        resolution: 240,
        width: 426,
        height: 240,
        fps: 30,
        hasAudio: true,
        hasVideo: true,
        fileName: `${uuid}-240-fragmented.mp4`,
        playlistName: `${uuid}-240.m3u8`,
        sizeBytes: isFinal ? 1000 : 0,
        metadata: isFinal ? { format: {} } : null
      }
    ]
  }
}

const aResult = (uuid: string): TranscodeResult => ({
  hls: aPackage(uuid, true),
  storyboard: {
    fileName: `${uuid}.jpg`,
    totalWidth: 192,
    totalHeight: 108,
    spriteWidth: 192,
    spriteHeight: 108,
    spriteDurationSeconds: 1
  }
})

async function stored(id: number) {
  const { rows } = await database.db.query<{
    state: number
    status: string
    failure_code: string | null
    file_count: number
    final_count: number
    sha256_name: string | null
    has_original: boolean
  }>(
    `SELECT video.state, transcoding.status, transcoding.failure_code, streaming_playlist.sha256_name,
            (SELECT count(*) FROM video_file WHERE video_id = video.id) AS file_count,
            (SELECT count(*) FROM video_file WHERE video_id = video.id AND is_final) AS final_count,
            EXISTS (SELECT 1 FROM original WHERE video_id = video.id) AS has_original
       FROM video JOIN transcoding ON transcoding.video_id = video.id
       LEFT JOIN streaming_playlist ON streaming_playlist.video_id = video.id
      WHERE video.id = $1`,
    [id]
  )
  return rows[0]!
}

test('a wish that never reached the queue is queued by reconciling', async () => {
  const video = await anUpload({ isAudio: true })
  await reconcile(deps)
  expect(queue.jobs.get(video.jobId)?.data).toMatchObject({
    videoUuid: video.uuid,
    sourceKey: video.originalKey,
    stillKey: `previews/${video.previewName}`
  })
})

test('a video can be watched while it grows, and waits with its publication until it is whole', async () => {
  const video = await anUpload()
  await enqueueTranscoding(deps, video.attempt)
  queue.set(video.jobId, {
    state: 'active',
    progress: { stage: 'encoding', percent: 40, secondsLeft: 9, hls: aPackage(video.uuid, false) }
  })
  await reconcile(deps)
  expect(await stored(video.id)).toMatchObject({ state: 2, status: 'running', file_count: 1, final_count: 0 })
  expect(await findTranscodingStatus({ ...deps, progress: new Map() }, video.uuid)).toEqual({
    status: 'running',
    stage: 'encoding',
    percent: 40,
    secondsLeft: 9,
    failureCode: null,
    isWatchable: true
  })

  queue.set(video.jobId, { state: 'completed', result: aResult(video.uuid) })
  await reconcile(deps)
  expect(await stored(video.id)).toMatchObject({ state: 1, status: 'done', final_count: 1, has_original: false })
  expect(await deps.storage.sizeOf(video.originalKey)).toBeUndefined()
  expect(queue.jobs.has(video.jobId)).toBe(false)
  expect(await findTranscodingStatus({ ...deps, progress: new Map() }, video.uuid)).toBeNull()
})

test('a result that is recorded twice, and by two servers at once, is recorded once', async () => {
  const video = await anUpload()
  await enqueueTranscoding(deps, video.attempt)
  queue.set(video.jobId, { state: 'completed', result: aResult(video.uuid) })
  await Promise.all([reconcile(deps), reconcile(deps), recordResult(deps, video.attempt, aResult(video.uuid))])
  await recordResult(deps, video.attempt, aResult(video.uuid))
  await reconcile(deps)
  expect(await stored(video.id)).toMatchObject({ status: 'done', file_count: 1 })
  expect(queue.jobs.has(video.jobId)).toBe(false)
})

test('originals stay when the server keeps them', async () => {
  const video = await anUpload()
  await recordResult(
    { ...deps, settings: someSettings({ transcoding: { originalFile: { keep: true } } }) },
    video.attempt,
    aResult(video.uuid)
  )
  expect(await stored(video.id)).toMatchObject({ has_original: true })
  expect(await deps.storage.sizeOf(video.originalKey)).toBe(1)
})

test('a failed job says why, keeps the original, and can be repeated by its owner alone', async () => {
  const video = await anUpload()
  await enqueueTranscoding(deps, video.attempt)
  queue.set(video.jobId, { state: 'failed', failedReason: 'undecodable: no frame came out' })
  await reconcile(deps)
  expect(await stored(video.id)).toMatchObject({ state: 7, failure_code: 'undecodable', has_original: true })

  const access = {
    id: video.id,
    uuid: video.uuid,
    privacy: 1,
    state: 7,
    ownerAccountId: owner.accountId,
    isBlocked: false,
    isElsewhere: false,
    passwords: []
  }
  await retryTranscoding(deps, access)
  expect(await stored(video.id)).toMatchObject({ state: 2, status: 'waiting', failure_code: null })
  expect(queue.jobs.has(`${video.uuid}-2`)).toBe(true)
  await expect(retryTranscoding(deps, access)).rejects.toMatchObject({ code: 'conflict' })

  // What the first attempt still says is not heard.
  await recordResult(deps, video.attempt, aResult(video.uuid))
  expect(await stored(video.id)).toMatchObject({ status: 'waiting', file_count: 0 })
})

test('a video that is published already stays so when its transcoding fails', async () => {
  const video = await anUpload({ waits: false })
  await enqueueTranscoding(deps, video.attempt)
  queue.set(video.jobId, { state: 'failed', failedReason: 'whatever' })
  await reconcile(deps)
  expect(await stored(video.id)).toMatchObject({ state: 1, status: 'failed', failure_code: 'internal' })
})

test('what the queue tells is recorded at once, one thing after the other', async () => {
  const video = await anUpload()
  await enqueueTranscoding(deps, video.attempt)
  const follower = followTranscoding(deps)
  const progress = { stage: 'encoding', percent: 10, secondsLeft: null, hls: aPackage(video.uuid, false) }
  queue.set(video.jobId, { state: 'completed', result: aResult(video.uuid) })
  queue.tell().onProgress?.(video.jobId, progress)
  queue.tell().onProgress?.(video.jobId, { stage: 'nonsense' })
  expect(follower.progress.get(video.jobId)?.percent).toBe(10)
  queue.tell().onCompleted?.(video.jobId)
  await follower.stop()
  expect(await stored(video.id)).toMatchObject({ status: 'done', final_count: 1 })
  expect(follower.progress.size).toBe(0)
})

test('what a job has made for a video that was deleted meanwhile is removed', async () => {
  const video = await anUpload()
  await enqueueTranscoding(deps, video.attempt)
  await database.db.query('DELETE FROM video WHERE id = $1', [video.id])
  await deps.storage.put(await aFile(), `streaming-playlists/hls/${video.uuid}/a.mp4`)
  await deps.storage.put(await aFile(), `storyboards/${video.uuid}.jpg`)
  await recordResult(deps, video.attempt, aResult(video.uuid))
  expect(await deps.storage.list(`streaming-playlists/hls/${video.uuid}`)).toEqual([])
  expect(await deps.storage.list('storyboards')).not.toContain(`${video.uuid}.jpg`)
})
