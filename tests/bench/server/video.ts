/**
 * One server's day: idle, a video comes in, is transcoded, the transcoder leaves, visitors come during another one.
 * Needs ffmpeg; takes about five minutes. BENCH_CLIP_SECONDS shortens the clip, for a try.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TranscodingStatus } from '../../../packages/server/src/contract/index.ts'
import { type Api, signIn } from '../../support/api.ts'
import type { Table } from '../table.ts'
import { CLIPS, makeClips } from '../transcoding/clips.ts'
import { type LoadResult, sendLoad } from './load.ts'
import { cpuByPart, type Part, type ProcessCost, readTree } from './processes.ts'
import { openDatabaseOf, type RunningServer, withServer } from './running.ts'
import { seedVideos } from './seed.ts'
import { secondsUntilWatchable } from './watchable.ts'

const DURATION_SECONDS = Number(process.env['BENCH_CLIP_SECONDS'] ?? 60)
const IDLE_MS = 20_000
const DISMISSAL_MS = 150_000
const TRANSCODING_MS = 600_000
const LOAD_MS = 20_000
const TARGETS = { idleMegabytes: 200, afterMegabytes: 250, watchableSeconds: 5, cpuShare: 0.05, p99Ratio: 3 }

export async function* measure(): AsyncGenerator<Table> {
  for (const table of await withServer(measureDay)) yield table
}

async function measureDay(server: RunningServer): Promise<Table[]> {
  await sleep(IDLE_MS)
  const idle = await readTree(server.pid)

  await makeClips(server.dataFolder, DURATION_SECONDS)
  const clip = join(server.dataFolder, CLIPS[0].fileName)
  const api = await signIn(server.origin)
  const cpuBefore = cpuByPart(await readTree(server.pid))
  const uuid = await api.upload(clip, { waitTranscoding: 'false' })
  const watchable = await secondsUntilWatchable(server.origin, uuid)
  await untilTranscoded(api, uuid)
  const after = await readTree(server.pid)
  await untilTranscoderLeft(server.pid)
  const left = await readTree(server.pid)

  const latencies = await measureLatencies(server, api, clip)
  return [
    memoryTable({ idle, after, left }),
    watchableTable(watchable),
    cpuTable(cpuBefore, cpuByPart(after)),
    latencyTable(latencies)
  ]
}

/** Asks seldom: the questions cost the server what is measured here. */
async function untilTranscoded(api: Api, uuid: string): Promise<void> {
  const deadline = performance.now() + TRANSCODING_MS
  for (let status: TranscodingStatus['status'] = 'waiting'; status !== 'done'; await sleep(1000)) {
    status = (await api.transcoding(uuid)).status
    if (status === 'failed' || performance.now() > deadline) throw new Error(`The bench clip is ${status}.`)
  }
}

async function untilTranscoderLeft(pid: number): Promise<void> {
  const deadline = performance.now() + DISMISSAL_MS
  while ((await readTree(pid)).some(({ part }) => part === 'transcoder')) {
    if (performance.now() > deadline) return
    await sleep(1000)
  }
}

interface Latencies {
  readonly alone: LoadResult
  readonly beside: LoadResult
}

/** What visitors of a small server ask for, never twice the same within the second that answers are remembered. */
async function measureLatencies(server: RunningServer, api: Api, clip: string): Promise<Latencies> {
  const db = openDatabaseOf(server)
  const references = await seedVideos(db, 1000).finally(db.close)
  const paths = references.flatMap((reference, at) => [
    `/api/v1/videos?count=15&start=${at % 500}`,
    `/api/v1/videos/${reference}`,
    `/w/${reference}`
  ])
  const load = { port: server.port, paths, connections: 10, ratePerSecond: 50, durationMs: LOAD_MS }
  await sendLoad(load)
  const alone = await sendLoad(load)
  const uuid = await api.upload(clip)
  await api.waitForTranscoding(uuid, ({ stage }) => stage === 'encoding')
  const beside = await sendLoad(load)
  const { status } = await api.transcoding(uuid)
  if (status !== 'running') console.warn(`The transcode was ${status} before the load ended: take a longer clip.`)
  return { alone, beside }
}

function memoryTable(moments: Record<'idle' | 'after' | 'left', readonly ProcessCost[]>): Table {
  const row = (name: string, tree: readonly ProcessCost[], target: number) => {
    const sum = (part?: Part) =>
      tree.filter(one => part === undefined || one.part === part).reduce((bytes, { pssBytes }) => bytes + pssBytes, 0) /
      1e6
    const figures = [sum('server'), sum('transcoder'), sum('PostgreSQL'), sum()]
    const processes = tree.filter(({ part }) => part === 'PostgreSQL').length
    return [
      name,
      ...figures.map(megabytes => megabytes.toFixed(1)),
      String(processes),
      `<= ${target}`,
      verdict(sum() <= target)
    ]
  }
  return {
    title: 'Memory of all processes (PSS), MB',
    columns: ['', 'server', 'transcoder', 'PostgreSQL', 'all', 'PostgreSQL processes', 'target', 'met'],
    rows: [
      row(`idle, ${IDLE_MS / 1000} s after start`, moments.idle, TARGETS.idleMegabytes),
      row('after a transcode', moments.after, TARGETS.afterMegabytes),
      row('when the transcoder has left', moments.left, TARGETS.afterMegabytes)
    ]
  }
}

function watchableTable(seconds: number): Table {
  return {
    title: 'From the answer to the upload to the first segment of a rendition, s',
    columns: ['', 'seconds', 'target', 'met'],
    rows: [
      [
        CLIPS[0].title,
        seconds.toFixed(2),
        `<= ${TARGETS.watchableSeconds}`,
        verdict(seconds <= TARGETS.watchableSeconds)
      ]
    ]
  }
}

function cpuTable(before: Record<Part, number>, after: Record<Part, number>): Table {
  const used = (part: Part) => after[part] - before[part]
  const own = used('server') + used('transcoder') + used('PostgreSQL')
  const share = own / used('ffmpeg')
  return {
    title: `Processor time of an upload and its transcode (${DURATION_SECONDS} s clip), s`,
    columns: ['', 'server', 'transcoder', 'PostgreSQL', 'ffmpeg', 'own / ffmpeg', 'target', 'met'],
    rows: [
      [
        CLIPS[0].title,
        ...(['server', 'transcoder', 'PostgreSQL', 'ffmpeg'] as const).map(part => used(part).toFixed(2)),
        `${(share * 100).toFixed(1)} %`,
        `< ${TARGETS.cpuShare * 100} %`,
        verdict(share < TARGETS.cpuShare)
      ]
    ]
  }
}

function latencyTable({ alone, beside }: Latencies): Table {
  const row = (name: string, { p50Ms, p99Ms, answered, failed }: LoadResult) => [
    name,
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    String(answered),
    String(failed)
  ]
  const ratio = beside.p99Ms / alone.p99Ms
  const target = [`${ratio.toFixed(2)} x`, `<= ${TARGETS.p99Ratio} x`, verdict(ratio <= TARGETS.p99Ratio)]
  return {
    title: 'API and pages at 50 requests/s, 1000 videos, each answer made anew',
    columns: ['', 'p50, ms', 'p99, ms', 'answered', 'failed', 'p99 beside / alone', 'target', 'met'],
    rows: [row('alone', alone), [...row('beside a transcode', beside), ...target]]
  }
}

function verdict(isMet: boolean): string {
  return isMet ? 'yes' : 'NO'
}
