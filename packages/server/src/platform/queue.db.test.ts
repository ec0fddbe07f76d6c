/** The same behaviour on both backends. Work is done by a bare BullMQ worker, as a transcoder elsewhere would. */
import { createPostgresBackend, type Processor, UnrecoverableError, Worker, withBackend } from 'bullmq'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { startRedis, type TestRedis } from '../../../../tests/support/redis.ts'
import { type JobQueue, openQueue, type QueueConnection } from './queue.ts'

describe.each(['postgres', 'redis'] as const)('on %s', backend => {
  let fresh: FreshDatabase
  let redis: TestRedis | undefined
  let connection: QueueConnection
  let queue: JobQueue

  beforeAll(async () => {
    fresh = await freshDatabase()
    redis = backend === 'redis' ? await startRedis() : undefined
    connection = { databaseUrl: fresh.url, redisUrl: redis?.url }
    queue = await openQueue('birds', connection)
  })
  afterAll(async () => {
    await queue.close()
    await redis?.close()
    await fresh.close()
  })

  function work(processor: Processor, name = 'birds') {
    if (redis) return new Worker(name, processor, { connection: { url: redis.url, maxRetriesPerRequest: null } })
    const Postgres = withBackend(createPostgresBackend)
    const pool = { connectionString: fresh.url, schema: 'bullmq', migrate: true, max: 2 }
    return new Postgres.Worker(name, processor, { connection: pool })
  }
  const stateOf = async (id: string) => (await queue.find(id))?.state

  test('an unknown job is told as such, and removing it is no error', async () => {
    expect(await queue.find('nobody-1')).toBeUndefined()
    await queue.remove('nobody-1')
  })

  test('a job waits with its data until somebody takes it, and adding it again changes nothing', async () => {
    await queue.add('dove-1', { letter: 'first' })
    await queue.add('dove-1', { letter: 'second' })
    expect(await queue.countUnfinished()).toBe(1)
    expect(await queue.find('dove-1')).toMatchObject({ id: 'dove-1', state: 'waiting', failedReason: undefined })

    const seen: unknown[] = []
    const worker = work(async job => seen.push(job.data))
    await vi.waitFor(async () => expect(await stateOf('dove-1')).toBe('completed'), 10_000)
    await worker.close()
    expect(seen).toEqual([{ letter: 'first' }])
    expect(await queue.countUnfinished()).toBe(0)
  })

  test('a finished job stays finished when it is added again', async () => {
    await queue.add('dove-1', { letter: 'third' })
    expect(await stateOf('dove-1')).toBe('completed')
  })

  test('what is found completed has its result, also when it ends at that very moment', async () => {
    const own = await openQueue('landings', connection)
    const worker = work(async () => ({ arrived: true }), 'landings')
    for (const id of Array.from({ length: 60 }, (_, at) => `landing-${at}`)) {
      await own.add(id, {})
      let found = await own.find(id)
      while (found?.state !== 'completed') found = await own.find(id)
      expect(found.result).toEqual({ arrived: true })
    }
    await worker.close()
    await own.close()
  }, 30_000)

  test('progress, results and failures are both told and found', async () => {
    const own = await openQueue('flights', connection)
    const told: unknown[] = []
    await own.subscribe({
      onProgress: (id, progress) => told.push([id, progress]),
      onCompleted: id => told.push([id, 'completed']),
      onFailed: (id, reason) => told.push([id, reason])
    })
    const worker = work(async job => {
      if (job.name && job.data.isLost) throw new UnrecoverableError('lost: over the sea')
      await job.updateProgress({ percent: 50 })
      return { arrived: true }
    }, 'flights')
    await own.add('flight-1', { isLost: false })
    await vi.waitFor(() => expect(told).toContainEqual(['flight-1', 'completed']), 15_000)
    await own.add('flight-2', { isLost: true }, { attempts: 5 })
    await vi.waitFor(() => expect(told).toContainEqual(['flight-2', 'lost: over the sea']), 15_000)

    expect(told).toContainEqual(['flight-1', { percent: 50 }])
    expect(await own.find('flight-1')).toMatchObject({
      state: 'completed',
      progress: { percent: 50 },
      result: { arrived: true }
    })
    expect(await own.find('flight-2')).toMatchObject({ state: 'failed', failedReason: 'lost: over the sea' })
    await worker.close()
    await own.close()
  })

  test('a failed try is repeated as often as asked, and told as failed only then', async () => {
    let tries = 0
    await queue.add('stubborn-1', {}, { attempts: 3, backoffMs: 10 })
    const worker = work(async () => {
      tries++
      throw new Error('no wind')
    })
    await vi.waitFor(async () => expect(await stateOf('stubborn-1')).toBe('failed'), 15_000)
    await worker.close()
    expect(tries).toBe(3)
  })

  test('a waiting job can be removed, a running one is left to its end', async () => {
    await queue.add('waiting-1', {})
    await queue.remove('waiting-1')
    expect(await queue.find('waiting-1')).toBeUndefined()

    let finish = () => {}
    const worker = work(() => new Promise<void>(resolve => (finish = resolve)))
    await queue.add('running-1', {})
    await vi.waitFor(async () => expect(await stateOf('running-1')).toBe('active'), 10_000)
    await queue.remove('running-1')
    expect(await stateOf('running-1')).toBe('active')
    finish()
    await vi.waitFor(async () => expect(await stateOf('running-1')).toBe('completed'), 10_000)
    await worker.close()
  })

  test('after the loss of every connection jobs are still there and events come again', async () => {
    const told: string[] = []
    const own = await openQueue('storms', connection)
    await own.subscribe({ onCompleted: id => told.push(id) })
    await own.add('before-1', {})
    if (redis) await redis.restart()
    else await endAllConnections()

    await vi.waitFor(() => own.add('after-0', {}), 20_000)
    const worker = work(async () => {}, 'storms')
    worker.on('error', () => {})
    await vi.waitFor(async () => expect((await own.find('before-1'))?.state).toBe('completed'), 20_000)
    let count = 0
    await vi.waitFor(
      async () => {
        await own.add(`after-${++count}`, {})
        expect(told.some(id => id.startsWith('after-'))).toBe(true)
      },
      { timeout: 30_000, interval: 250 }
    )
    await worker.close()
    await own.close()
  })

  const endAllConnections = () =>
    fresh.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()`
    )
})

test('a Redis that does not answer is told in one sentence', async () => {
  const connection = { databaseUrl: 'postgresql:///nothing', redisUrl: 'redis://127.0.0.1:1' }
  await expect(openQueue('birds', connection)).rejects.toThrow('Redis does not answer at the address in REDIS_URL')
})
