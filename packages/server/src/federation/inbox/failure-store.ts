/** SQL of what could not be worked off. Table: inbox_activity. */
import type { InboxFailure, InboxFailureQuery, InboxReplay, InboxReplayQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export async function listFailures(
  db: Queryable,
  { start, count, sort }: InboxFailureQuery
): Promise<{ total: number; data: InboxFailure[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows: data } = await db.query<InboxFailure>(
    `SELECT id, activity_id AS "activityId", type, actor_url AS actor, object_url AS object,
            nullif(relayed_by, '') AS "relayedBy", reason, attempts, received_at AS "receivedAt",
            ended_at AS "failedAt", replayed_at AS "replayedAt"
       FROM inbox_activity WHERE state = 'failed'
      ORDER BY ended_at ${direction}, id ${direction} LIMIT $1 OFFSET $2`,
    [count, start]
  )
  const { rows } = await db.query<{ total: number }>(
    "SELECT count(*) AS total FROM inbox_activity WHERE state = 'failed'"
  )
  return { total: rows[0]!.total, data }
}

/** @returns Whether it was set aside. */
export async function replayFailure(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH again AS (
       UPDATE inbox_activity
          SET state = 'waiting', attempts = 0, due_at = now(), reason = NULL, ended_at = NULL, replayed_at = now()
        WHERE id = $1 AND state = 'failed' RETURNING id)
     SELECT pg_notify('inbox', '') FROM again`,
    [id]
  )
  return rowCount === 1
}

/** The newest first, for as long as they are kept. */
export async function listReplays(
  db: Queryable,
  { start, count }: InboxReplayQuery
): Promise<{ total: number; data: InboxReplay[] }> {
  const { rows: data } = await db.query<InboxReplay>(
    `SELECT id, activity_id AS "activityId", type, actor_url AS actor, state, reason, replayed_at AS "replayedAt"
       FROM inbox_activity WHERE replayed_at IS NOT NULL
      ORDER BY replayed_at DESC, id DESC LIMIT $1 OFFSET $2`,
    [count, start]
  )
  const { rows } = await db.query<{ total: number }>(
    'SELECT count(*) AS total FROM inbox_activity WHERE replayed_at IS NOT NULL'
  )
  return { total: rows[0]!.total, data }
}

/** @returns Whether it was set aside. */
export async function dropFailure(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE inbox_activity SET state = 'refused', body = NULL, ended_at = now() WHERE id = $1 AND state = 'failed'`,
    [id]
  )
  return rowCount === 1
}
