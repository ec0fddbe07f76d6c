import { TranscodeProgress } from '@colombier/transcoder/contract'
import { every } from '../../platform/clock.ts'
import { log } from '../../platform/log.ts'
import { reconcile, settle } from './reconcile.ts'
import { recordProgress } from './record.ts'
import { parseJobId, type TranscodingDeps, type TranscodingQueue } from './transcoding.ts'

/** The last word of each running job, as far as this process has heard it. */
export type ProgressMemory = ReadonlyMap<string, TranscodeProgress>

export interface Follower {
  readonly progress: ProgressMemory
  /** Brings an attempt in line with its job soon, after what is being done for it already. */
  settleSoon(jobId: string): void
  /** Ends after what goes on has ended. */
  stop(): Promise<void>
}

const RECONCILE_MS = 10_000
/** Far above what ever runs at once: only a bound. */
const MEMORY_MAX = 1000

/** Listens to the queue, so that a video can be watched within moments; and reconciles now and then, for what is missed. */
export function followTranscoding(deps: TranscodingDeps): Follower {
  const progress = new Map<string, TranscodeProgress>()
  const recorded = new Map<string, string>()
  const lines = new Map<string, Promise<void>>()
  let isStopped = false

  /** One thing after the other for each job, and no failure unheard. */
  const inLine = (jobId: string, work: () => Promise<void>) => {
    if (isStopped) return
    const next = (lines.get(jobId) ?? Promise.resolve()).then(work).catch(error => {
      recorded.delete(jobId)
      log('transcoding').error('What the queue said of {jobId} is not recorded yet: {error}', { jobId, error })
    })
    lines.set(jobId, next)
    void next.finally(() => lines.get(jobId) === next && lines.delete(jobId))
  }
  const end = (jobId: string) => {
    progress.delete(jobId)
    recorded.delete(jobId)
    inLine(jobId, () => settle(deps, jobId))
  }

  const listeners: Parameters<TranscodingQueue['subscribe']>[0] = {
    onProgress(jobId, said) {
      const attempt = parseJobId(jobId)
      const parsed = TranscodeProgress.safeParse(said)
      if (!attempt || !parsed.success) return
      if (!progress.has(jobId) && progress.size >= MEMORY_MAX) progress.delete(progress.keys().next().value!)
      progress.set(jobId, parsed.data)

      // Only the beginning and a change of the offered files are worth a transaction.
      const news = parsed.data.hls?.renditions.map(rendition => rendition.fileName).join() ?? 'begun'
      if (recorded.get(jobId) === news) return
      recorded.set(jobId, news)
      inLine(jobId, () => recordProgress(deps, attempt, parsed.data.hls))
    },
    onCompleted: end,
    onFailed: end
  }
  Promise.resolve(deps.queue.subscribe(listeners)).catch(error =>
    log('transcoding').warn('The queue is only asked now and then: {error}', { error })
  )

  const clock = every(RECONCILE_MS, 'Comparing transcoding with the queue', () => reconcile(deps))
  return {
    progress,
    settleSoon: jobId => inLine(jobId, () => settle(deps, jobId)),
    async stop() {
      isStopped = true
      await clock.stop()
      await Promise.all(lines.values())
    }
  }
}
