/** SQL of working off what came in. Tables: inbox_activity, inbox_lane. */
import type { Queryable } from '../../platform/postgres.ts'

export interface WaitingActivity {
  readonly id: number
  readonly activityId: string
  readonly actorUrl: string
  /** Empty for what its actor has brought. */
  readonly relayedBy: string
  readonly type: string
  readonly body: string
  readonly attempts: number
}

const LEASE_SECONDS = 20
const KEPT_DAYS = 30
const SWEPT_AT_ONCE = 10_000

/** @returns One that nobody works off and that has something due: the one that waited longest. */
export async function claimLane(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ lane: number }>(
    `UPDATE inbox_lane SET leased_until = now() + make_interval(secs => $1)
      WHERE lane = (SELECT lane FROM inbox_lane WHERE leased_until <= now()
                       AND (SELECT due_at FROM inbox_activity
                             WHERE inbox_activity.lane = inbox_lane.lane AND state = 'waiting'
                             ORDER BY due_at, id LIMIT 1) <= now()
                     ORDER BY leased_until LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING lane`,
    [LEASE_SECONDS],
    'inbox-claim'
  )
  return rows[0]?.lane
}

export async function renewLane(db: Queryable, lane: number): Promise<void> {
  await db.query('UPDATE inbox_lane SET leased_until = now() + make_interval(secs => $2) WHERE lane = $1', [
    lane,
    LEASE_SECONDS
  ])
}

export async function releaseLane(db: Queryable, lane: number): Promise<void> {
  await db.query('UPDATE inbox_lane SET leased_until = now() WHERE lane = $1', [lane], 'inbox-release')
}

/**
 * In the order in which they came. What is about the same thing as one before it that was tried and has to wait, or
 * takes that back, waits with it; anything else of that actor does not.
 *
 * @param tx Nobody else ends them while it lasts. What is lost of it in a crash is lost together with the note that it
 *   was done, and done again; and as it looks up rows by their keys, each statement is planned once.
 */
export async function nextInLane(tx: Queryable, lane: number, count: number): Promise<WaitingActivity[]> {
  const { rows } = await tx.query<WaitingActivity>(
    `WITH hasty AS MATERIALIZED (
       SELECT set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true))
     SELECT id, activity_id AS "activityId", actor_url AS "actorUrl", relayed_by AS "relayedBy", type, body, attempts
       FROM inbox_activity next, hasty
      WHERE lane = $1 AND state = 'waiting' AND due_at <= now()
        AND NOT (type IN ('Create', 'Update', 'Delete') AND EXISTS (
                   SELECT FROM inbox_activity before
                    WHERE before.actor_url = next.actor_url AND before.object_url = next.object_url
                      AND before.state = 'waiting' AND before.attempts > 0 AND before.id < next.id))
        AND NOT EXISTS (SELECT FROM inbox_activity before
                         WHERE before.activity_id = next.object_url AND before.actor_url = next.actor_url
                           AND before.state = 'waiting' AND before.attempts > 0 AND before.id < next.id)
      ORDER BY due_at, id LIMIT $2 FOR UPDATE OF next`,
    [lane, count],
    'inbox-next'
  )
  return rows
}

/** @returns False when somebody has ended it already. */
export async function endActivity(
  db: Queryable,
  id: number,
  { state, reason = null }: { state: 'done' | 'refused'; reason?: string | null }
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE inbox_activity SET state = $2, reason = $3, body = NULL, ended_at = now() WHERE id = $1 AND state = 'waiting'`,
    [id, state, reason],
    'inbox-end'
  )
  return rowCount === 1
}

export interface Ended {
  readonly id: number
  readonly state: 'done' | 'refused'
  readonly reason: string | null
}

/** Call it in the transaction of `nextInLane`. */
export async function endActivities(tx: Queryable, ended: readonly Ended[]): Promise<void> {
  await tx.query(
    `UPDATE inbox_activity SET state = ended.state, reason = ended.reason, body = NULL, ended_at = now()
       FROM unnest($1::bigint[], $2::text[], $3::text[]) ended (id, state, reason) WHERE inbox_activity.id = ended.id`,
    [ended.map(({ id }) => id), ended.map(({ state }) => state), ended.map(({ reason }) => reason)],
    'inbox-end-several'
  )
}

/** @param inSeconds Undefined when it is not tried again: then it is set aside, as it came. */
export async function putOff(
  db: Queryable,
  id: number,
  { reason, inSeconds }: { reason: string; inSeconds: number | undefined }
): Promise<void> {
  await db.query(
    `UPDATE inbox_activity
        SET attempts = attempts + 1, reason = $2, due_at = now() + make_interval(secs => coalesce($3, 0)),
            state = CASE WHEN $3::float8 IS NULL THEN 'failed' ELSE state END,
            ended_at = CASE WHEN $3::float8 IS NULL THEN now() END
      WHERE id = $1 AND state = 'waiting'`,
    [id, reason, inSeconds ?? null]
  )
}

/** Whoever brought it. @param body Its bytes. */
export async function isDone(db: Queryable, activityId: string, body: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT 1 FROM inbox_activity WHERE activity_id = $1 AND digest = md5($2)::uuid AND state = 'done' LIMIT 1`,
    [activityId, body]
  )
  return rows.length > 0
}

/** What has ended is kept for a while, so that it is not heard twice. */
export async function sweepInbox(db: Queryable): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query(
      `DELETE FROM inbox_activity WHERE id IN
         (SELECT id FROM inbox_activity
           WHERE state <> 'waiting' AND ended_at < now() - make_interval(days => $1) LIMIT $2)`,
      [KEPT_DAYS, SWEPT_AT_ONCE]
    )
    if ((rowCount ?? 0) < SWEPT_AT_ONCE) return
  }
}
