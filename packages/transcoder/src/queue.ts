/** The transcoding queue. The only importer of BullMQ and ioredis here. */
import { createPostgresBackend, type Job, UnrecoverableError, WaitingError, Worker, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import type { TranscodeProgress, TranscodeResult } from './contract.ts'
import { asFailure } from './failure.ts'

/** Where the queue lives; Redis when it is named, PostgreSQL otherwise. */
export interface QueueAddress {
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
}

export interface QueueJob {
  /** The same for every attempt, different for every job. */
  readonly id: string
  readonly data: unknown
  report(progress: TranscodeProgress): Promise<void>
}

/** Does one job. When `signal` is aborted the work stops and the promise rejects. */
export type Processor = (job: QueueJob, signal: AbortSignal) => Promise<TranscodeResult>

export interface OpenWorker {
  /** Takes no more jobs, stops the running ones and puts them back for another start; no attempt is lost. */
  close(): Promise<void>
}

export interface WorkerSettings {
  readonly queueName: string
  readonly concurrency: number
  /** Failures of the queue itself, which mends on its own. */
  onError(error: Error): void
}

/** A transcoder that died is noticed after this long, and its job goes to another. */
const LOCK_MS = 10_000
const STALLED_CHECK_MS = 4_000

export function openWorker(address: QueueAddress, processor: Processor, settings: WorkerSettings): OpenWorker {
  const shutdown = new AbortController()
  const options = {
    concurrency: settings.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    // Being killed is no fault of the job.
    maxStalledCount: 1000
  }
  const run = (job: Job, token?: string, signal?: AbortSignal) => runJob(processor, job, { token, signal, shutdown })
  const { worker, disconnect } = connect(address, settings.queueName, run, options)
  worker.on('error', error => settings.onError(error))
  // Another worker has the job by now; going on would write over its files.
  worker.on('lockRenewalFailed', jobIds => {
    for (const id of jobIds) worker.cancelJob(id, 'its lock is lost')
  })
  return {
    async close() {
      shutdown.abort(new Error('the transcoder is shutting down'))
      await worker.close()
      await disconnect()
    }
  }
}

function connect(
  { databaseUrl, redisUrl }: QueueAddress,
  queueName: string,
  run: (job: Job, token?: string, signal?: AbortSignal) => Promise<TranscodeResult>,
  options: object
) {
  if (redisUrl) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
    return { worker: new Worker(queueName, run, { ...options, connection }), disconnect: () => connection.quit() }
  }
  if (!databaseUrl) throw new TypeError('No queue is named.')
  const Postgres = withBackend(createPostgresBackend)
  const connection = { connectionString: databaseUrl, migrate: true, schema: 'bullmq', max: 2 }
  return { worker: new Postgres.Worker(queueName, run, { ...options, connection }), disconnect: async () => {} }
}

interface JobContext {
  readonly token: string | undefined
  readonly signal: AbortSignal | undefined
  readonly shutdown: AbortController
}

async function runJob(processor: Processor, job: Job, { token, signal, shutdown }: JobContext) {
  const stop = signal ? AbortSignal.any([signal, shutdown.signal]) : shutdown.signal
  try {
    const report = (progress: TranscodeProgress) => job.updateProgress(progress)
    return await processor({ id: `${job.id}-${job.timestamp}`, data: job.data, report }, stop)
  } catch (error) {
    if (shutdown.signal.aborted) {
      await job.moveToWait(token)
      throw new WaitingError()
    }
    const failure = asFailure(error)
    throw failure.canRetry ? failure : new UnrecoverableError(failure.message)
  }
}
