/** The transcoder as a process, on both homes of the queue: shut down, killed, shared. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend, type Job, Queue, withBackend } from 'bullmq'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { TRANSCODE_JOB_OPTIONS, TRANSCODE_QUEUE, TranscodeResult } from '../../packages/transcoder/src/contract.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { type Bench, H264, HLS_FOLDER, openBench, picture, VIDEO_UUID } from './clips.ts'

const MAIN = new URL('../../packages/transcoder/src/main.ts', import.meta.url).pathname

let bench: Bench
let database: FreshDatabase
let redis: TestRedis
const running: ChildProcess[] = []

beforeAll(async () => {
  ;[bench, database, redis] = await Promise.all([openBench(), freshDatabase(), startRedis()])
  const clip = await bench.make(...picture('854x480', 30, 8), ...H264, '-b:v', '8M', 'clip.mp4')
  await copyFile(clip, join(bench.root, 'originals/clip'))
})
afterEach(async () => {
  for (const child of running.splice(0)) await kill(child, 'SIGKILL')
})
afterAll(async () => {
  await Promise.all([bench?.close(), database?.close(), redis?.close()])
})

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

/** ffmpeg processes at work in this bench's folder. */
function countFfmpeg(): number {
  const lines = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n')
  return lines.filter(line => line.includes('ffmpeg ') && line.includes(bench.root)).length
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(50)
}

describe.each(['PostgreSQL', 'Redis'])('with the queue on %s', home => {
  let queue: Queue

  beforeAll(async () => {
    const connection = { connectionString: database.url, migrate: true, schema: 'bullmq', max: 2 }
    const Postgres = withBackend(createPostgresBackend)
    queue =
      home === 'Redis'
        ? new Queue(TRANSCODE_QUEUE, { connection: { url: redis.url } })
        : (new Postgres.Queue(TRANSCODE_QUEUE, { connection }) as unknown as Queue)
    await queue.waitUntilReady()
  })
  afterAll(() => queue.close())

  function start(): ChildProcess {
    const address = home === 'Redis' ? { REDIS_URL: redis.url } : { DATABASE_URL: database.url }
    const env = { PATH: process.env['PATH'], COLOMBIER_DATA: bench.root, COLOMBIER_LOG_LEVEL: 'error', ...address }
    const child = fork(MAIN, [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    running.push(child)
    return child
  }

  const enqueue = (sourceKey = 'originals/clip') =>
    queue.add(
      'transcode',
      { videoUuid: VIDEO_UUID, sourceKey, ladder: { resolutions: [480], maxFps: 60 }, keep: [] },
      TRANSCODE_JOB_OPTIONS
    )
  const stateOf = async (job: Job) => (await queue.getJob(job.id!))!.getState()
  const finished = async (job: Job) => {
    await until(async () => ['completed', 'failed'].includes(await stateOf(job)))
    return (await queue.getJob(job.id!))!
  }
  const playable = (job: Job) =>
    until(async () => typeof (await queue.getJob(job.id!))!.progress === 'object' && countFfmpeg() > 0)

  test('SIGTERM gives the job back without losing an attempt, and the next start does it', async () => {
    const job = await enqueue()
    const first = start()
    await playable(job)
    await kill(first, 'SIGTERM')
    await until(() => countFfmpeg() === 0)
    expect(await stateOf(job)).toBe('waiting')

    start()
    const done = await finished(job)
    expect(TranscodeResult.parse(done.returnvalue).hls.renditions).toHaveLength(1)
    expect(done.attemptsMade).toBe(1)
  })

  test('after kill -9 no ffmpeg is left, and another transcoder does the job', async () => {
    const job = await enqueue()
    const first = start()
    await playable(job)
    await kill(first, 'SIGKILL')
    await until(() => countFfmpeg() === 0)

    start()
    const { hls } = TranscodeResult.parse((await finished(job)).returnvalue)
    const names = [hls.masterName, hls.sha256Name, ...hls.renditions.flatMap(r => [r.fileName, r.playlistName])]
    expect((await readdir(join(bench.root, HLS_FOLDER))).sort()).toEqual(names.sort())
    expect(await readdir(join(bench.root, 'tmp'))).toEqual([])
  })

  test('it ends by itself when the server that forked it is gone', async () => {
    const job = await enqueue()
    const child = start()
    await playable(job)
    child.disconnect()
    await once(child, 'exit')
    await until(() => countFfmpeg() === 0)
    expect(await stateOf(job)).toBe('waiting')
    await queue.remove(job.id!)
  })

  test('what no retry can mend fails at once, with its code', async () => {
    start()
    const failed = await finished(await enqueue('originals/none'))
    expect(failed.failedReason).toMatch(/^source-missing: /)
    expect(failed.attemptsMade).toBe(1)
  })
})
