/** The transcoder as a process, on both homes of the queue: shut down and killed. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from 'bullmq'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { TRANSCODE_JOB_OPTIONS, TranscodeResult } from '../../packages/transcoder/src/contract.ts'
import { type Bench, H264, HLS_FOLDER, listFfmpeg, openBench, picture, until, VIDEO_UUID } from './clips.ts'
import { endTranscoder, HOMES, type Home, openHome, startTranscoder } from './homes.ts'

const LONG = 'long.mkv'
const SHORT = 'short.mkv'

let bench: Bench
const running: ChildProcess[] = []

beforeAll(async () => {
  bench = await openBench()
  await bench.make(...picture('426x240', 30, 40), ...H264, LONG)
  await bench.make(...picture('426x240', 30, 2), ...H264, SHORT)
})
afterEach(async () => {
  for (const child of running.splice(0)) await endTranscoder(child, 'SIGKILL')
})
afterAll(() => bench?.close())

/** Long while a job is to be interrupted; then short, so that its repetition costs little. */
const place = (name: string) => copyFile(join(bench.root, name), join(bench.root, 'originals/clip'))
const hasEnded = () => listFfmpeg(bench.root).length === 0

describe.each(HOMES)('with the queue on %s', name => {
  let home: Home
  beforeAll(async () => {
    home = await openHome(name)
  })
  afterAll(() => home?.close())

  const start = () => {
    const child = startTranscoder(home, bench.root)
    running.push(child)
    return child
  }
  const enqueue = (sourceKey = 'originals/clip') =>
    home.queue.add(
      'transcode',
      { videoUuid: VIDEO_UUID, sourceKey, ladder: { resolutions: [240], maxFps: 60 }, keep: [] },
      TRANSCODE_JOB_OPTIONS
    )
  const stateOf = async (job: Job) => (await home.queue.getJob(job.id!))!.getState()
  const finished = async (job: Job) => {
    await until(async () => ['completed', 'failed'].includes(await stateOf(job)))
    return (await home.queue.getJob(job.id!))!
  }
  const startLongJob = async () => {
    await place(LONG)
    const job = await enqueue()
    const child = start()
    await until(() => !hasEnded())
    return { job, child }
  }

  test('SIGTERM gives the job back without losing an attempt, and the next start does it', async () => {
    const { job, child } = await startLongJob()
    await endTranscoder(child, 'SIGTERM')
    await until(hasEnded)
    expect(await stateOf(job)).toBe('waiting')

    await place(SHORT)
    start()
    const done = await finished(job)
    expect(TranscodeResult.parse(done.returnvalue).hls.renditions).toHaveLength(1)
    expect(done.attemptsMade).toBe(1)
  })

  test('after kill -9 no ffmpeg is left, and another transcoder does the job', async () => {
    const { job, child } = await startLongJob()
    await endTranscoder(child, 'SIGKILL')
    await until(hasEnded)

    await place(SHORT)
    start()
    const { hls } = TranscodeResult.parse((await finished(job)).returnvalue)
    const names = [hls.masterName, hls.sha256Name, ...hls.renditions.flatMap(r => [r.fileName, r.playlistName])]
    expect((await readdir(join(bench.root, HLS_FOLDER))).sort()).toEqual(names.sort())
    expect(await readdir(join(bench.root, 'tmp'))).toEqual([])
  })

  test('it ends by itself when the server that forked it is gone', async () => {
    const { job, child } = await startLongJob()
    child.disconnect()
    await once(child, 'exit')
    await until(hasEnded)
    expect(await stateOf(job)).toBe('waiting')
    await home.queue.remove(job.id!)
  })

  test('what no retry can mend fails at once, with its code', async () => {
    start()
    const failed = await finished(await enqueue('originals/none'))
    expect(failed.failedReason).toMatch(/^source-missing: /)
    expect(failed.attemptsMade).toBe(1)
  })
})
