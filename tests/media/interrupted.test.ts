/** Work that does not come to its end: stopped by us, by somebody else, by the clock or by a full disk. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runFfmpeg } from '../../packages/transcoder/src/ffmpeg/run.ts'
import { type Bench, H264, HLS_FOLDER, listFfmpeg, openBench, picture, tone, until } from './clips.ts'

let bench: Bench
let clip: string
beforeAll(async () => {
  bench = await openBench()
  clip = await bench.make(...picture('426x240', 30, 10), ...tone(10), ...H264, 'clip.mkv')
})
afterAll(() => bench.close())

const leftovers = async () => [
  ...(await readdir(join(bench.root, HLS_FOLDER))),
  ...(await readdir(join(bench.root, 'tmp')))
]

test('aborting ends ffmpeg and leaves nothing behind', async () => {
  const abort = new AbortController()
  const outcome = bench.transcode(clip, {
    resolutions: [240],
    signal: abort.signal,
    onReport({ stage }) {
      if (stage === 'encoding') abort.abort(new Error('enough'))
    }
  })
  await expect(outcome).rejects.toThrow('enough')
  expect(await leftovers()).toEqual([])
  expect(listFfmpeg(bench.root)).toEqual([])
})

test('kill -9 of ffmpeg, four times, is made good in the same attempt', async () => {
  const killed = new Set<number>()
  const outcome = bench.transcode(clip, { resolutions: [240] })
  await until(() => {
    for (const pid of listFfmpeg(bench.root).filter(pid => killed.size < 4 && !killed.has(pid))) {
      killed.add(pid)
      process.kill(pid, 'SIGKILL')
    }
    return killed.size === 4
  })
  const { result, renditions } = await outcome
  expect(renditions[0]!.playlist.segments.map(segment => segment.durationSeconds)).toEqual([2, 4, 4])
  expect(await readdir(join(bench.root, HLS_FOLDER))).toHaveLength(2 + 2 * result.hls.renditions.length)
  expect(await readdir(join(bench.root, 'tmp'))).toEqual([])
})

test('ffmpeg killed again and again is a failure that may be retried later', async () => {
  const abort = new AbortController()
  const outcome = bench.transcode(clip, { resolutions: [240] })
  const settled = outcome
    .then(
      () => null,
      error => error
    )
    .finally(() => abort.abort())
  await until(() => {
    for (const pid of listFfmpeg(bench.root)) process.kill(pid, 'SIGKILL')
    return abort.signal.aborted
  })
  expect(await settled).toMatchObject({ code: 'internal', canRetry: true })
  expect(await readdir(join(bench.root, 'tmp'))).toEqual([])
})

const endless = (target: string) => ({
  inputs: [{ path: 'testsrc2=s=320x180:r=30', options: ['-re', '-f', 'lavfi'] }],
  graph: null,
  outputs: [{ target, options: ['-c:v', 'rawvideo', '-f', 'matroska'] }]
})

test('ffmpeg that does not come to an end is ended', async () => {
  const outcome = runFfmpeg(endless(join(bench.root, 'endless.mkv')), { folder: bench.root, timeoutMs: 1000 })
  await expect(outcome).rejects.toMatchObject({ code: 'over-limits', canRetry: false })
  expect(listFfmpeg(bench.root)).toEqual([])
})

test.runIf(process.platform === 'linux')('a full disk is told apart, and may have room later', async () => {
  const outcome = runFfmpeg(endless('/dev/full'), { folder: bench.root, timeoutMs: 30_000 })
  await expect(outcome).rejects.toMatchObject({ code: 'no-space', canRetry: true })
})
