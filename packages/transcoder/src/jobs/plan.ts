/** From a probed source to one run of ffmpeg. */
import { randomUUID } from 'node:crypto'
import type { TranscodeJob } from '../contract.ts'
import { type RenditionOutput, type RunPlan, segmentFrames } from '../ffmpeg/arguments.ts'
import { planStoryboard } from '../ffmpeg/storyboard.ts'
import { canCopyAudio, findCopyBoundaries, mayCopyVideo, SEGMENT_SECONDS } from '../ladder/copy.ts'
import { planLadder, type Rung } from '../ladder/ladder.ts'
import { listPackets } from '../probe/ffprobe.ts'
import { fpsOf } from '../probe/frame-rate.ts'
import type { SourceDescription } from '../probe/source.ts'

export interface TranscodePlan {
  readonly run: RunPlan
  /** EXT-X-TARGETDURATION of every rendition. */
  readonly targetSeconds: number
}

export interface PlanInput {
  readonly job: TranscodeJob
  readonly source: SourceDescription
  readonly sourcePath: string
  readonly stillPath: string | null
  readonly threads: number
}

export async function planTranscode({
  job,
  source,
  sourcePath,
  stillPath,
  threads
}: PlanInput): Promise<TranscodePlan> {
  const rungs = planLadder(source, job.ladder)
  const boundaries = await boundariesOfCopy(source, sourcePath, rungs)
  const outputs = rungs.map((rung, index) => nameOutput(rung, boundaries !== null && index === 0))
  const { video, durationSeconds } = source
  const storyboard = video && planStoryboard(video, durationSeconds)
  return {
    run: {
      source,
      sourcePath,
      stillPath,
      outputs,
      isAudioCopied: canCopyAudio(source),
      boundaries,
      storyboard,
      threads
    },
    targetSeconds: longestSegment(rungs, boundaries, durationSeconds)
  }
}

/** Null when the tallest rendition is not a copy. */
async function boundariesOfCopy(source: SourceDescription, sourcePath: string, rungs: readonly Rung[]) {
  if (!source.video || !mayCopyVideo(source, rungs[0]!)) return null
  const boundaries = findCopyBoundaries(await listPackets(sourcePath, source.video.index))
  return boundaries?.map(time => time - source.startSeconds) ?? null
}

/** A name nobody can guess from the video's, and that no cache has seen before. */
function nameOutput(rung: Rung, isCopied: boolean): RenditionOutput {
  const name = `${randomUUID()}-${rung.resolution}`
  return { rung, isCopied, mediaName: `${name}-fragmented.mp4`, playlistName: `${name}.m3u8` }
}

function longestSegment(rungs: readonly Rung[], boundaries: readonly number[] | null, durationSeconds: number): number {
  const slowest = Math.min(...rungs.map(rung => fpsOf(rung.frameRate)))
  const lengths = boundaries
    ? [...boundaries.slice(1), durationSeconds].map((end, index) => end - boundaries[index]!)
    : [segmentFrames(slowest) / slowest]
  return Math.max(SEGMENT_SECONDS, ...lengths.map(seconds => Math.ceil(seconds - 0.05)))
}
