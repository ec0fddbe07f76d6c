/** A transcode stopped by us or by somebody else. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(await leftovers()).toEqual([])
})
