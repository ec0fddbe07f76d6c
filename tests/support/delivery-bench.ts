/** Deliveries to servers that write down what they are brought, and a look at what is left of them. */
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { ensureApplication } from '../../packages/server/src/federation/actor-store.ts'
import { withContext } from '../../packages/server/src/federation/context.ts'
import { enqueueActivity } from '../../packages/server/src/federation/delivery/enqueue.ts'
import { openDeliveries } from '../../packages/server/src/federation/delivery/worker.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import type { Clock } from '../../packages/server/src/platform/clock.ts'
import { createListener } from '../../packages/server/src/platform/listener.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { type PeerInbox, servePeerInbox } from './peer-inbox.ts'

export const site = siteOf('http://127.0.0.1:1')
export const signerUrl = `${site.origin}/accounts/peertube`

export const idOf = (name: string | number) => `${site.origin}/likes/${name}`
export const like = (name: string | number) =>
  withContext('collection', { type: 'Like', id: idOf(name), actor: signerUrl, object: 'https://peer.example/v/1' })

export interface InboxRow {
  readonly failures: number
  readonly failingSince: Date | null
  readonly lastError: string | null
  readonly lastSuccessAt: Date | null
  readonly waitMs: number
}

/** Registers the hooks of the test file that calls it. */
export function useDeliveries() {
  let database: FreshDatabase
  let actorId: number
  const open: { close(): Promise<void> }[] = []
  const workers: Clock[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    await ensureApplication(database.db)
    const { rows } = await database.db.query<{ id: number }>("SELECT id FROM actor WHERE kind = 'application'")
    actorId = rows[0]!.id
  })
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop()
    for (const peer of open.splice(0)) await peer.close()
    for (const table of ['outgoing_activity', 'peer_inbox', 'follow']) await database.db.query(`DELETE FROM ${table}`)
  })
  afterAll(() => database.close())

  async function aPeer(): Promise<PeerInbox> {
    const peer = await servePeerInbox()
    open.push(peer)
    return peer
  }

  async function aWorker(): Promise<Clock> {
    const listener = createListener(database.url)
    const worker = openDeliveries({ db: database.db, site, listener })
    open.push(listener)
    workers.push(worker)
    await listener.open()
    return worker
  }

  const tell = (names: readonly (string | number)[], ...inboxes: string[]) =>
    database.db.transaction(async tx => {
      for (const name of names) await enqueueActivity(tx, { actorId, signerUrl, body: like(name), inboxes })
    })

  async function rest(): Promise<Record<string, number>> {
    const { rows } = await database.db.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM delivery) AS deliveries, (SELECT count(*) FROM outgoing_activity) AS activities,
              (SELECT count(*) FROM peer_inbox) AS inboxes`
    )
    return rows[0]!
  }
  const allSent = (timeout = 5000) =>
    vi.waitFor(async () => expect(await rest()).toMatchObject({ deliveries: 0, activities: 0 }), {
      timeout,
      interval: 20
    })

  /** Once its turn is over. */
  async function inboxAt(url: string): Promise<InboxRow> {
    return vi.waitFor(
      async () => {
        const { rows } = await database.db.query<InboxRow>(
          `SELECT failures, failing_since AS "failingSince", last_error AS "lastError",
                  last_success_at AS "lastSuccessAt",
                  extract(epoch FROM next_try_at - now())::float * 1000 AS "waitMs"
             FROM peer_inbox WHERE url = $1 AND leased_until < now()`,
          [url]
        )
        expect(rows).toHaveLength(1)
        return rows[0]!
      },
      { timeout: 6000, interval: 10 }
    )
  }
  const failed = (url: string, times: number) =>
    vi.waitFor(async () => expect((await inboxAt(url)).failures).toBe(times), { timeout: 5000, interval: 10 })
  /** As if that much time had passed. */
  const letPass = (url: string, ms = 3_600_000) =>
    database.db.query(
      `WITH moved AS (UPDATE peer_inbox SET next_try_at = next_try_at - $2 * interval '1 millisecond',
                        tried_at = tried_at - $2 * interval '1 millisecond',
                        failing_since = failing_since - $2 * interval '1 millisecond',
                        refusing_since = refusing_since - $2 * interval '1 millisecond'
                       WHERE url = $1 RETURNING 1)
       SELECT pg_notify('delivery', '') FROM moved`,
      [url, ms]
    )

  return {
    aPeer,
    aWorker,
    tell,
    rest,
    allSent,
    inboxAt,
    failed,
    letPass,
    /** Stopped after the test. */
    keep: (worker: Clock) => void workers.push(worker),
    get db(): Database {
      return database.db
    },
    /** Who tells. */
    get actorId(): number {
      return actorId
    }
  }
}
