/** One original in; HLS renditions and a storyboard out. */
import { randomUUID } from 'node:crypto'
import { access, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HlsPackage, STORAGE, TranscodeJob, type TranscodeProgress, type TranscodeResult } from '../contract.ts'
import { TranscodeFailure } from '../failure.ts'
import {
  buildCommandLine,
  buildSheetCommandLine,
  buildSpritesCommandLine,
  MEDIA_LINK,
  STORYBOARD_FILE
} from '../ffmpeg/arguments.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { describeStoryboard } from '../ffmpeg/storyboard.ts'
import type { MediaPlaylist } from '../hls/playlist.ts'
import { openPublisher, type Publisher } from '../hls/publish.ts'
import { hashSegments } from '../hls/segments-hash.ts'
import { probeFile, probeMetadata } from '../probe/ffprobe.ts'
import { fpsOf } from '../probe/frame-rate.ts'
import type { Storage } from '../storage.ts'
import { planTranscode, type TranscodePlan } from './plan.ts'

export interface Transcoder {
  readonly storage: Storage
  /** Of each encoder; 0 lets it choose. */
  readonly threads: number
}

export interface TranscodeRequest {
  /** A TranscodeJob, not yet checked. */
  readonly data: unknown
  /** At most twice a second, and once more when the playlists can be played. Its failure does not stop the work. */
  report(progress: TranscodeProgress): Promise<void>
}

const POLL_MS = 100
const REPORT_MS = 500
const GRACE_MS = 10 * 60_000
/** Slowest pace at which a transcode is still believed to come to an end: minutes of work for a minute of video. */
const MAX_SLOWNESS = 60
/** ffmpeg killed by somebody else (an administrator, a lack of memory) begins anew this often before an attempt counts. */
const MAX_INTERRUPTIONS = 6
const FIRST_PAUSE_MS = 100
const AUDIO_CAP_BPS = 256_000
/** How far the files may exceed what their caps allow before something is wrong. */
const SIZE_TOLERANCE = 2
const SIZE_GRACE_BYTES = 50e6

/**
 * Safe to run again at any point: names are new each time, and nothing counts until the result is returned. What an
 * earlier attempt left can be watched until this one has something to watch; then it goes. An attempt that fails before
 * that leaves nothing.
 *
 * @throws TranscodeFailure; when `signal` is aborted, its reason
 */
export async function transcode(
  transcoder: Transcoder,
  request: TranscodeRequest,
  signal: AbortSignal
): Promise<TranscodeResult> {
  const parsed = TranscodeJob.safeParse(request.data)
  if (!parsed.success) throw new TranscodeFailure('internal', `malformed job: ${parsed.error.message}`)
  return whateverIsKilled(() => transcodeOnce(transcoder, request, parsed.data, signal), signal)
}

/** Does it again, a few times, when one of its processes was killed from outside. */
async function whateverIsKilled<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let interruptions = 0; ; interruptions++) {
    try {
      return await work()
    } catch (error) {
      const wasInterrupted = error instanceof TranscodeFailure && error.wasInterrupted
      if (!wasInterrupted || interruptions === MAX_INTERRUPTIONS) throw error
      await sleep(FIRST_PAUSE_MS * 2 ** interruptions, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}

async function transcodeOnce(
  { storage, threads }: Transcoder,
  request: TranscodeRequest,
  job: TranscodeJob,
  signal: AbortSignal
): Promise<TranscodeResult> {
  const hlsKey = `${STORAGE.hls}/${job.videoUuid}`
  const workFolder = await storage.makeWorkFolder(`transcode-${job.videoUuid}-`)
  try {
    await report(request, { stage: 'probing', percent: 0, secondsLeft: null })
    const hlsFolder = await storage.openFolder(hlsKey)
    await symlink(hlsFolder, join(workFolder, MEDIA_LINK))
    const sourcePath = storage.pathOf(job.sourceKey)
    const source = await probeFile(sourcePath)
    const stillPath = job.stillKey ? storage.pathOf(job.stillKey) : null
    const plan = await planTranscode({ job, source, sourcePath, stillPath, threads })
    signal.throwIfAborted()
    const context = { storage, request, job, plan, workFolder, hlsKey, hlsFolder, signal }
    const hls = await encode(context)
    return { hls, storyboard: await finishStoryboard(context) }
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

interface Context {
  readonly storage: Storage
  readonly request: TranscodeRequest
  readonly job: TranscodeJob
  readonly plan: TranscodePlan
  readonly workFolder: string
  readonly hlsKey: string
  readonly hlsFolder: string
  readonly signal: AbortSignal
}

async function encode(context: Context): Promise<HlsPackage> {
  const { plan, workFolder, hlsFolder } = context
  const masterUuid = randomUUID()
  const growing = describePackage(plan, `${masterUuid}-master.m3u8`)
  const renditions = growing.renditions.map((rendition, index) => ({
    ...rendition,
    capBps: plan.run.outputs[index]!.rung.capBps + (rendition.hasAudio ? AUDIO_CAP_BPS / 2 : 0)
  }))
  const { targetSeconds } = plan
  const publisher = openPublisher({ renditions, masterName: growing.masterName, workFolder, hlsFolder, targetSeconds })
  await publishAlone(context, publisher, growing)

  await report(context.request, { stage: 'packaging', percent: 99, secondsLeft: null })
  const playlists = await publisher.finish()
  if (!playlists) throw new TranscodeFailure('undecodable', 'ffmpeg made nothing of it')
  const sha256Name = `${masterUuid}-segments-sha256.json`
  await publisher.publish(sha256Name, await hashAll(growing, playlists, hlsFolder))
  const finished = growing.renditions.map(async rendition => {
    const metadata = await probeMetadata(join(hlsFolder, rendition.fileName))
    const { size } = metadata['format'] as { size: number }
    return { ...rendition, sizeBytes: size, metadata }
  })
  return { ...growing, sha256Name, renditions: await Promise.all(finished) }
}

function describePackage({ run }: TranscodePlan, masterName: string): HlsPackage {
  return {
    masterName,
    sha256Name: null,
    renditions: run.outputs.map(({ rung, mediaName, playlistName }) => ({
      resolution: rung.resolution,
      width: rung.width,
      height: rung.height,
      fps: Number(fpsOf(rung.frameRate).toFixed(3)),
      fileName: mediaName,
      playlistName,
      hasAudio: run.source.audio !== null,
      hasVideo: true,
      sizeBytes: 0,
      metadata: null
    }))
  }
}

/** Earlier attempts' files go once there are new ones to watch; new ones go when it never comes to that. */
async function publishAlone(context: Context, publisher: Publisher, growing: HlsPackage): Promise<void> {
  const { storage, hlsKey, job } = context
  const { masterName, renditions } = growing
  const names = [masterName, ...renditions.flatMap(({ fileName, playlistName }) => [fileName, playlistName])]
  let isPlayable = false
  const onPlayable = async () => {
    isPlayable = true
    await storage.clearFolder(hlsKey, [...job.keep, ...names])
  }
  try {
    await runWhilePublishing(context, publisher, growing, onPlayable)
  } catch (error) {
    if (!isPlayable) await Promise.all(names.map(name => storage.remove(`${hlsKey}/${name}`)))
    throw error
  }
}

/** ffmpeg on one side, its growing playlists and the progress on the other; either one's failure ends both. */
async function runWhilePublishing(
  context: Context,
  publisher: Publisher,
  growing: HlsPackage,
  onPlayable: () => Promise<void>
): Promise<void> {
  const { plan, workFolder, request } = context
  const { durationSeconds } = plan.run.source
  const local = new AbortController()
  const signal = AbortSignal.any([context.signal, local.signal])
  const startedAt = performance.now()
  let done = 0
  let isRunning = true
  const onProgress = (seconds: number) => {
    done = Math.min(0.99, Math.max(done, seconds / durationSeconds))
  }
  const timeoutMs = GRACE_MS + durationSeconds * 1000 * MAX_SLOWNESS
  const running = runFfmpeg(buildCommandLine(plan.run), { folder: workFolder, timeoutMs, signal, onProgress })
  const ended = running
    .catch(() => {})
    .finally(() => {
      isRunning = false
    })

  let reportedAt = 0
  let isPlayable = false
  try {
    while (isRunning) {
      await Promise.race([ended, sleep(POLL_MS)])
      const wasPlayable: boolean = isPlayable
      isPlayable = await publisher.refresh()
      if (isPlayable === wasPlayable && performance.now() - reportedAt < REPORT_MS) continue
      await checkSize(context, publisher)
      reportedAt = performance.now()
      const secondsLeft = done > 0.01 ? ((reportedAt - startedAt) / 1000) * (1 / done - 1) : null
      const progress = { stage: 'encoding', percent: Math.round(done * 1000) / 10, secondsLeft } as const
      await report(request, isPlayable ? { ...progress, hls: growing } : progress)
      // After the report: until it is recorded, viewers are still sent to the earlier files.
      if (isPlayable && !wasPlayable) await onPlayable()
    }
  } catch (error) {
    local.abort(error)
    await ended
    throw error
  }
  await running
}

async function checkSize({ plan, hlsFolder }: Context, publisher: Publisher): Promise<void> {
  const { run } = plan
  await access(hlsFolder).catch(() => {
    throw new TranscodeFailure('source-missing', 'the video was deleted meanwhile')
  })
  const capBps = run.outputs.reduce((sum, { rung }) => sum + rung.capBps + AUDIO_CAP_BPS, 0)
  const limitBytes = ((capBps * run.source.durationSeconds) / 8) * SIZE_TOLERANCE + SIZE_GRACE_BYTES
  if ((await publisher.sizeBytes()) > limitBytes)
    throw new TranscodeFailure('over-limits', 'its renditions grow beyond all measure')
}

async function hashAll(hls: HlsPackage, playlists: Map<string, MediaPlaylist>, hlsFolder: string): Promise<string> {
  const hashes: Record<string, Record<string, string>> = {}
  for (const { fileName, playlistName } of hls.renditions)
    hashes[fileName] = await hashSegments(join(hlsFolder, fileName), playlists.get(playlistName)!.segments)
  return JSON.stringify(hashes)
}

/** A video without one is still a video: a storyboard that cannot be made is left out. */
async function finishStoryboard(context: Context): Promise<TranscodeResult['storyboard']> {
  const { storage, plan, workFolder, signal } = context
  const { storyboard, outputs, source } = plan.run
  if (!storyboard) return null
  // Nobody can guess it: a picture of a private video lies behind its name alone.
  const fileName = `${randomUUID()}.jpg`
  try {
    const options = { folder: workFolder, timeoutMs: GRACE_MS + source.durationSeconds * 1000, signal }
    await whateverIsKilled(async () => {
      if (outputs.every(output => output.isCopied))
        await runFfmpeg(buildSpritesCommandLine(plan.run, storyboard), options)
      await runFfmpeg(buildSheetCommandLine(storyboard), options)
    }, signal)
    await storage.put(join(workFolder, STORYBOARD_FILE), `${STORAGE.storyboards}/${fileName}`)
    return describeStoryboard(storyboard, fileName)
  } catch {
    signal.throwIfAborted()
    return null
  }
}

const report = (request: TranscodeRequest, progress: TranscodeProgress): Promise<void> =>
  request.report(progress).catch(() => {})
