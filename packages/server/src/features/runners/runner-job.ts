/** Work for runners: what a job is, and what this slice asks of whoever has the work done. */
import type { RunnerJobState, RunnerJobType } from '../../contract/index.ts'
import type { ReceivedFile } from '../../platform/form.ts'

export interface RunnerJob {
  readonly id: number
  readonly uuid: string
  readonly type: RunnerJobType
  readonly subject: string
  readonly part: number
  readonly videoId: number
  readonly videoUuid: string
  readonly output: RunnerJobOutput
  /** What whoever has the work done wanted to remember with it. */
  readonly notes: unknown
  readonly result: unknown
  readonly state: RunnerJobState
  readonly priority: number
  readonly progress: number | null
  readonly failures: number
  readonly error: string | null
  readonly runner: { readonly id: number; readonly name: string; readonly description: string | null } | null
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface RunnerJobOutput {
  readonly resolution: number
  readonly fps: number
}

/** Files of the form with which a runner hands in its work, by field. */
export const HLS_FIELDS = { video: 'payload[videoFile]', playlist: 'payload[resolutionPlaylistFile]' } as const

export type HandedIn = ReadonlyMap<string, ReceivedFile>

/** Whoever has work done: the transcoding slice. */
export interface RunnerWork {
  /** Most bytes of each file that may come for this job. */
  limitsOf(job: RunnerJob): Promise<Readonly<Record<string, number>>>
  /** Storage key of the video to work on; undefined when it is gone. */
  findInput(job: RunnerJob): Promise<string | undefined>
  /**
   * Checks what a runner hands in and puts it in its place.
   *
   * @returns What to remember of it, and how to take it away again when the job has ended meanwhile.
   * @throws AppError `invalid` when it is not what was asked for.
   */
  accept(job: RunnerJob, files: HandedIn): Promise<{ readonly result: object; undo(): Promise<void> }>
  /** A job of this subject began, ended, failed for good or was cancelled. */
  onChange(subject: string): void
  /** Brings the subject in line with its jobs now. */
  settle(subject: string): Promise<void>
}

/** Failures after which a job is not given out again. */
export const MAX_FAILURES = 5
/** Of a runner that says nothing; a live one tells its progress every minute. */
export const STALLED_SECONDS = 120
