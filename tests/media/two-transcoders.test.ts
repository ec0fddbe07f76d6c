/** Two transcoders on one queue and one storage. */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { TRANSCODE_JOB_OPTIONS, TranscodeResult } from '../../packages/transcoder/src/contract.ts'
import { type Bench, H264, openBench, picture, until } from './clips.ts'
import { endTranscoder, HOMES, type Home, openHome, startTranscoder } from './homes.ts'

let bench: Bench
let home: Home | undefined
const running: ChildProcess[] = []

beforeAll(async () => {
  bench = await openBench()
  const clip = await bench.make(...picture('256x144', 25, 8), ...H264, 'clip.mkv')
  await copyFile(clip, join(bench.root, 'originals/clip'))
})
afterEach(async () => {
  for (const child of running.splice(0)) await endTranscoder(child, 'SIGTERM')
  await home?.close()
})
afterAll(() => bench?.close())

test.each(HOMES)('share the work, each job done once (%s)', async name => {
  home = await openHome(name)
  const { queue } = home
  const logs = [0, 1].map(() => [] as string[])
  for (const log of logs) running.push(startTranscoder(home, bench.root, line => log.push(line)))
  await until(() => logs.every(log => log.some(line => line.includes('Waiting for jobs'))))

  const ladder = { resolutions: [144], maxFps: 60 }
  const jobs = Array.from({ length: 4 }, () => ({
    name: 'transcode',
    data: { videoUuid: randomUUID(), sourceKey: 'originals/clip', ladder, keep: [] },
    opts: TRANSCODE_JOB_OPTIONS
  }))
  const added = await queue.addBulk(jobs)
  await until(async () => (await queue.getJobCounts('completed', 'failed'))['completed'] === 4)

  const begun = logs.map(log => log.filter(line => line.includes('Transcoding begins')).length)
  expect(begun[0]! + begun[1]!).toBe(4)
  expect(Math.min(...begun)).toBeGreaterThan(0)
  for (const { id } of added) {
    const done = (await queue.getJob(id!))!
    expect(done.attemptsMade).toBe(1)
    expect(TranscodeResult.parse(done.returnvalue).hls.renditions).toHaveLength(1)
  }
})
