/** SQL of what comes in. Tables: inbox_activity, inbox_lane; reads server_mute, actor. */
import type { Database, Queryable } from '../../platform/postgres.ts'
import { keepRecent } from '../keep-recent.ts'
import type { ToldActivity } from './read-activities.ts'

export interface NewActivity extends Pick<ToldActivity, 'id' | 'type' | 'actorUrl' | 'objectUrl' | 'text'> {
  /** Empty for what its actor has brought. */
  readonly relayedBy: string
}

const LANES = 16

/** All of an actor's are in one, so that they keep their order. */
export function laneOf(actorUrl: string): number {
  let hash = 0
  for (const character of actorUrl) hash = (hash * 31 + character.codePointAt(0)!) >>> 0
  return hash % LANES
}

/** What is brought again with the same bytes is there already. With others, it is done again: PeerTube's ids repeat. */
export async function insertActivities(db: Queryable, told: readonly NewActivity[]): Promise<void> {
  // In one order for everybody: two who bring the same ones wait for each other instead of forever.
  const sorted = told.toSorted((a, b) => (`${a.id} ${a.relayedBy}` < `${b.id} ${b.relayedBy}` ? -1 : 1))
  await db.query(
    `WITH new AS (
       INSERT INTO inbox_activity (activity_id, actor_url, relayed_by, type, object_url, body, lane, digest)
       SELECT *, md5(text)::uuid
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[])
              told (id, actor_url, relayed_by, type, object_url, text, lane)
       ON CONFLICT (activity_id, relayed_by, digest) DO NOTHING RETURNING id)
     SELECT pg_notify('inbox', '') WHERE EXISTS (SELECT FROM new)`,
    [
      sorted.map(({ id }) => id),
      sorted.map(({ actorUrl }) => actorUrl),
      sorted.map(({ relayedBy }) => relayedBy),
      sorted.map(({ type }) => type),
      sorted.map(({ objectUrl }) => objectUrl),
      sorted.map(({ text }) => text),
      sorted.map(({ actorUrl }) => laneOf(actorUrl))
    ],
    'inbox-insert'
  )
}

interface Waiting {
  readonly told: readonly NewActivity[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const AT_ONCE = 2
const BATCH_MAX = 200

/** Writes together what comes while the last writing is under way: the disk is waited for once for all of it. */
export function openWriter(db: Database): (told: readonly NewActivity[]) => Promise<void> {
  const waiting: Waiting[] = []
  let running = 0

  const write = async (): Promise<void> => {
    running += 1
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_MAX)
      const told = batch.flatMap(one => one.told)
      const failure = await insertActivities(db, told).catch(error => ({ error }))
      for (const { resolve, reject } of batch) failure ? reject(failure.error) : resolve()
    }
    running -= 1
  }

  return told =>
    new Promise((resolve, reject) => {
      waiting.push({ told, resolve, reject })
      if (running < AT_ONCE) void write()
    })
}

const MUTES_MAX = 2000
const MUTES_MS = 1000

/** Whether an instance is muted for everybody here; a second late at most. */
export function openMutedHosts(db: Queryable): (host: string) => Promise<boolean> {
  const recent = keepRecent<boolean>(MUTES_MAX)
  return async host => {
    const known = recent.get(host)
    if (known !== undefined) return known
    const { rows } = await db.query(
      'SELECT 1 FROM server_mute WHERE by_account_id IS NULL AND host = lower($1)',
      [host],
      'muted-host'
    )
    recent.set(host, rows.length > 0, MUTES_MS)
    return rows.length > 0
  }
}

export async function hasLocalActor(db: Queryable, name: string, kinds: readonly string[]): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM actor WHERE host IS NULL AND lower(preferred_username) = lower($1) AND kind = ANY($2)`,
    [name, kinds],
    'has-local-actor'
  )
  return rows.length > 0
}
