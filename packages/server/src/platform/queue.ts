/** Background jobs, kept in PostgreSQL or in Redis. The server's only importer of BullMQ and ioredis. */
import { createPostgresBackend, Queue, QueueEvents, withBackend } from 'bullmq'
import { Redis } from 'ioredis'
import { CannotStart } from './cannot-start.ts'
import { log } from './log.ts'
import { markAbsence } from './postgres.ts'

export interface QueueConnection {
  readonly databaseUrl: string
  /** Redis when it is given, PostgreSQL otherwise. */
  readonly redisUrl: string | undefined
}

export interface JobView {
  readonly id: string
  readonly state: 'waiting' | 'active' | 'delayed' | 'completed' | 'failed' | 'unknown'
  readonly progress: unknown
  readonly result: unknown
  readonly failedReason: string | undefined
}

export interface AddOptions {
  /** Tries in all; 1 by default. */
  readonly attempts?: number
  /** Wait before the second try; doubled before each later one. */
  readonly backoffMs?: number
  /** 1 is the most urgent; those without one come before all others. */
  readonly priority?: number
}

export interface QueueHandlers {
  onProgress?(id: string, progress: unknown): void
  onCompleted?(id: string): void
  /** Only when no try is left. */
  onFailed?(id: string, reason: string): void
}

export interface JobQueue {
  /** Idempotent: a second add with the same id changes nothing. Ids hold no colon and are not mere numbers. */
  add(id: string, data: object, options?: AddOptions): Promise<void>
  /** Finished jobs are kept for some days, see below. */
  find(id: string): Promise<JobView | undefined>
  /** A job that runs is left to its end; one that is gone is no error. */
  remove(id: string): Promise<void>
  /** No job is begun any more, anywhere, until `resume`; it is remembered over a restart. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Jobs that wait, run or are due later: as long as there is one, somebody must be there to do it. */
  countUnfinished(): Promise<number>
  /** Fast path only: events can be missed, so callers also reconcile with `find`. Call it once. */
  subscribe(handlers: QueueHandlers): Promise<void>
  close(): Promise<void>
}

/** Long enough to learn a job's end after days without a server, bounded so that the tables are. */
const KEPT = { age: 3 * 24 * 3600, count: 5_000 }

const POSTGRES_SCHEMA = 'bullmq'
const PROBE_TIMEOUT_MS = 3_000

/** @throws CannotStart when Redis does not answer. */
export async function openQueue(name: string, connection: QueueConnection): Promise<JobQueue> {
  if (connection.redisUrl) await probeRedis(connection.redisUrl)
  const { queue, openEvents } = connection.redisUrl
    ? openOnRedis(name, connection.redisUrl)
    : openOnPostgres(name, connection.databaseUrl)
  let isClosing = false
  const report = (error: Error) => {
    // What the end of a connection tells then is no news.
    if (!isClosing) log('queue').warn('Queue {name}: {reason}', { name, reason: error.message })
  }
  queue.on('error', report)
  await queue.waitUntilReady()
  let events: QueueEvents | undefined

  return {
    async add(id, data, { attempts = 1, backoffMs, priority } = {}) {
      const backoff = backoffMs === undefined ? {} : { backoff: { type: 'exponential', delay: backoffMs } }
      const kept = { removeOnComplete: KEPT, removeOnFail: KEPT }
      await queue.add(name, data, { jobId: id, attempts, ...backoff, ...kept, ...(priority && { priority }) })
    },
    find: id => markAbsence(findJob(queue, id)),
    async remove(id) {
      const job = await queue.getJob(id)
      // Between the two steps somebody may have taken it; then it is locked, and is left to its end.
      await job?.remove().catch(report)
    },
    pause: () => queue.pause(),
    resume: () => queue.resume(),
    countUnfinished: () => markAbsence(queue.getJobCountByTypes('waiting', 'prioritized', 'delayed', 'active')),
    async subscribe(handlers) {
      events = openEvents()
      events.on('error', report)
      await events.waitUntilReady()
      listen(events, handlers)
    },
    async close() {
      isClosing = true
      await events?.close()
      await queue.close()
    }
  }
}

interface Opened {
  readonly queue: Queue
  openEvents(): QueueEvents
}

function openOnRedis(name: string, redisUrl: string): Opened {
  const connection = { url: redisUrl }
  return {
    // Fails at once while Redis is away; what matters is asked for again (features/transcoding/reconcile.ts).
    queue: new Queue(name, { connection: { ...connection, enableOfflineQueue: false, maxRetriesPerRequest: 1 } }),
    openEvents: () => new QueueEvents(name, { connection: { ...connection, maxRetriesPerRequest: null } })
  }
}

/** Idle connections are given back quickly: each costs PostgreSQL some megabytes. */
function openOnPostgres(name: string, databaseUrl: string): Opened {
  const pool = { connectionString: databaseUrl, max: 1, idleTimeoutMillis: 10_000 }
  const connection = { ...pool, schema: POSTGRES_SCHEMA, migrate: true }
  const Postgres = withBackend(createPostgresBackend)
  return {
    queue: new Postgres.Queue(name, { connection }) as unknown as Queue,
    openEvents: () => new Postgres.QueueEvents(name, { connection }) as unknown as QueueEvents
  }
}

/** BullMQ itself would try for ever without a word. */
async function probeRedis(redisUrl: string): Promise<void> {
  const probe = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: PROBE_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null
  })
  probe.on('error', () => {})
  try {
    await probe.connect()
    await probe.ping()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`Redis does not answer at the address in REDIS_URL: ${reason.replace(/\.$/, '')}.`)
  } finally {
    probe.disconnect()
  }
}

/** The state is read before the job: a job that ends between the two is not taken for one that ended with nothing. */
async function findJob(queue: Queue, id: string): Promise<JobView | undefined> {
  const state = asState(await queue.getJobState(id))
  const job = await queue.getJob(id)
  if (!job) return undefined
  return {
    id,
    state,
    progress: job.progress,
    result: job.returnvalue,
    failedReason: job.failedReason
  }
}

function asState(state: string): JobView['state'] {
  switch (state) {
    case 'active':
    case 'delayed':
    case 'completed':
    case 'failed':
      return state
    case 'waiting':
    case 'prioritized':
    case 'waiting-children':
      return 'waiting'
    default:
      return 'unknown'
  }
}

function listen(events: QueueEvents, handlers: QueueHandlers): void {
  events.on('progress', ({ jobId, data }) => handlers.onProgress?.(jobId, data))
  events.on('completed', ({ jobId }) => handlers.onCompleted?.(jobId))
  events.on('failed', ({ jobId, failedReason }) => handlers.onFailed?.(jobId, failedReason))
}
