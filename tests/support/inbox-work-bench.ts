/** What came in, and how it is worked off: with handlers that only write down what they do. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import {
  type ActivityHandler,
  type FederationDeps,
  type JsonObject,
  Refused
} from '../../packages/server/src/federation/deps.ts'
import { insertActivities, type NewActivity } from '../../packages/server/src/federation/inbox/store.ts'
import { type InboxWorkOptions, openInbox } from '../../packages/server/src/federation/inbox/work.ts'
import type { Clock } from '../../packages/server/src/platform/clock.ts'
import type { Listener } from '../../packages/server/src/platform/listener.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { aRemoteActor } from './remote-actor.ts'

export const HOST = 'https://peer.example'
export const ADA = `${HOST}/accounts/ada`
export const HUB = 'https://hub.example/accounts/hub'

export const told = (
  id: string,
  change: Partial<NewActivity> & { object?: unknown; actor?: string } = {}
): NewActivity => {
  const { object = 'https://here.example/v/1', actor = ADA, ...rest } = change
  const type = rest.type ?? 'Like'
  return {
    id,
    type,
    actorUrl: actor,
    relayedBy: '',
    objectUrl: typeof object === 'string' ? object : null,
    text: JSON.stringify({ type, id, actor, object }),
    ...rest
  }
}

export const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000 })

export interface InboxRow {
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
  readonly body: string | null
  readonly wait: number
}

/** Registers the hooks of the test file that calls it. */
export function useInboxWork() {
  let database: FreshDatabase
  let deps: FederationDeps
  const inboxes: Clock[] = []
  /** What other servers answer, by address; cleared for each test, as are the others. */
  const documents: Record<string, JsonObject | Error> = {}
  /** What was carried out, in order. */
  const deeds: string[] = []
  /** How the next ones end instead. */
  const failures: Record<string, unknown[]> = {}

  beforeAll(async () => {
    database = await freshDatabase()
    await aRemoteActor(database.db, 'ada', { origin: HOST })
    await aRemoteActor(database.db, 'bob', { origin: HOST })
    const remote = {
      async document(url: string) {
        const found = documents[url] ?? new Refused('Nothing is there')
        if (found instanceof Error) throw found
        return found
      }
    }
    deps = { db: database.db, remote } as unknown as FederationDeps
    await database.db.query('CREATE TABLE deed (id text PRIMARY KEY)')
  })
  beforeEach(async () => {
    for (const record of [documents, failures]) for (const key of Object.keys(record)) delete record[key]
    deeds.length = 0
    await database.db.query('TRUNCATE inbox_activity, deed')
    await database.db.query("UPDATE inbox_lane SET leased_until = '-infinity'")
  })
  afterEach(() => Promise.all(inboxes.splice(0).map(inbox => inbox.stop())))
  afterAll(() => database.close())

  const carryOut: ActivityHandler = async (_deps, received) => {
    const { id } = received.activity
    const failure = failures[id]?.shift()
    if (failure instanceof Error) throw failure
    await received.once(async tx => {
      await tx.query('INSERT INTO deed VALUES ($1)', [id])
      deeds.push(id)
    })
  }

  const work = (options: InboxWorkOptions & { listener?: Listener } = {}) => {
    const inbox = openInbox(deps, {
      pollMs: 20,
      handlers: { Like: carryOut, Create: carryOut, Delete: carryOut, Update: carryOut, Announce: carryOut },
      ...options
    })
    inboxes.push(inbox)
    return inbox
  }

  async function rowsOf(id: string): Promise<InboxRow[]> {
    const { rows } = await database.db.query<InboxRow>(
      `SELECT state, reason, attempts, body, round(extract(epoch FROM due_at - now()))::int AS wait
         FROM inbox_activity WHERE activity_id = $1 ORDER BY id`,
      [id]
    )
    return rows
  }

  return {
    documents,
    deeds,
    failures,
    carryOut,
    work,
    rowsOf,
    bring: (...all: NewActivity[]) => insertActivities(database.db, all),
    becomes: (id: string, row: Partial<InboxRow>) => soon(async () => expect((await rowsOf(id))[0]).toMatchObject(row)),
    nowDue: (id: string) => database.db.query('UPDATE inbox_activity SET due_at = now() WHERE activity_id = $1', [id]),
    get db(): Database {
      return database.db
    },
    get url(): string {
      return database.url
    }
  }
}
