/** SQL of work for runners. Table: runner_job. Each change of state is one statement that looks at the state before. */
import { randomUUID } from 'node:crypto'
import { type RunnerJobListQuery, type RunnerJobType, RUNNER_JOB_STATE as STATE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { MAX_FAILURES, type RunnerJob, type RunnerJobOutput, STALLED_SECONDS } from './runner-job.ts'

/** Every server that has runners connected tells them of new work. */
export const AVAILABLE_JOBS_CHANNEL = 'runner_jobs'

const JOB = `
  SELECT job.id, job.uuid, job.type, job.subject, job.part, job.video_id AS "videoId", video.uuid AS "videoUuid",
         job.output, job.notes, job.result, job.state, job.priority, job.progress, job.failures, job.error,
         CASE WHEN runner.id IS NOT NULL
              THEN jsonb_build_object('id', runner.id, 'name', runner.name, 'description', runner.description)
          END AS runner,
         job.started_at AS "startedAt", job.finished_at AS "finishedAt", job.created_at AS "createdAt",
         job.updated_at AS "updatedAt"
    FROM runner_job job JOIN video ON video.id = job.video_id LEFT JOIN runner ON runner.id = job.runner_id`

export interface NewRunnerJob {
  readonly type: RunnerJobType
  readonly subject: string
  readonly part: number
  readonly videoId: number
  readonly output: RunnerJobOutput
  readonly notes: object
  readonly priority: number
}

/** Offers work, once: a part of a subject that was offered before stays as it is. Runners hear of it at the commit. */
export async function offerRunnerJobs(tx: Queryable, jobs: readonly NewRunnerJob[]): Promise<void> {
  await tx.query(
    `INSERT INTO runner_job (uuid, type, subject, part, video_id, output, notes, priority)
     SELECT "uuid", "type", "subject", "part", "videoId", "output", "notes", "priority"
       FROM jsonb_to_recordset($1::jsonb) AS given ("uuid" uuid, "type" text, "subject" text, "part" integer,
            "videoId" bigint, "output" jsonb, "notes" jsonb, "priority" integer)
     ON CONFLICT (subject, part) DO NOTHING`,
    [JSON.stringify(jobs.map(job => ({ ...job, uuid: randomUUID() })))]
  )
  await announce(tx)
}

async function announce(db: Queryable): Promise<void> {
  await db.query(`SELECT pg_notify('${AVAILABLE_JOBS_CHANNEL}', '')`)
}

/** For runners that missed it: their connection, or ours, was broken when the work came. */
export async function remindRunners(db: Queryable): Promise<void> {
  await db.query(
    `SELECT pg_notify('${AVAILABLE_JOBS_CHANNEL}', '')
      WHERE EXISTS (SELECT FROM runner_job WHERE state = ${STATE.pending} AND updated_at < now() - interval '30 seconds')`
  )
}

export async function findRunnerJob(db: Queryable, uuid: string): Promise<RunnerJob | undefined> {
  const { rows } = await db.query<RunnerJob>(`${JOB} WHERE job.uuid = $1`, [uuid])
  return rows[0]
}

/** The job that this runner holds with this token, whatever its state. */
export async function findHeldJob(
  db: Queryable,
  { uuid, runnerId, tokenHash }: { uuid: string; runnerId: number; tokenHash: Buffer }
): Promise<RunnerJob | undefined> {
  const { rows } = await db.query<RunnerJob>(
    `${JOB} WHERE job.uuid = $1 AND job.runner_id = $2 AND job.token_hash = $3`,
    [uuid, runnerId, tokenHash]
  )
  return rows[0]
}

export async function listJobsOf(db: Queryable, subject: string): Promise<RunnerJob[]> {
  const { rows } = await db.query<RunnerJob>(`${JOB} WHERE job.subject = $1 ORDER BY job.part DESC LIMIT 100`, [
    subject
  ])
  return rows
}

export async function listAvailableJobs(
  db: Queryable,
  types: readonly string[] | undefined,
  count: number
): Promise<RunnerJob[]> {
  const { rows } = await db.query<RunnerJob>(
    `${JOB} WHERE job.state = ${STATE.pending} AND ($1::text[] IS NULL OR job.type = ANY ($1))
      ORDER BY job.priority, job.id LIMIT $2`,
    [types ?? null, count]
  )
  return rows
}

const ORDERS: Readonly<Record<string, string>> = {
  createdAt: 'job.created_at',
  updatedAt: 'job.updated_at',
  priority: 'job.priority',
  state: 'job.state',
  progress: 'job.progress'
}

export async function listRunnerJobs(db: Queryable, query: RunnerJobListQuery) {
  const { start, count, sort, search, stateOneOf, typeOneOf } = query
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const where = `
     WHERE ($1::text IS NULL OR strpos(job.uuid::text || ' ' || job.type || ' ' || video.uuid::text || ' ' ||
                                       coalesce(runner.name, ''), $1) > 0)
       AND ($2::int[] IS NULL OR job.state = ANY ($2)) AND ($3::text[] IS NULL OR job.type = ANY ($3))`
  const values = [search || null, stateOneOf ?? null, typeOneOf ?? null]
  const { rows: totals } = await db.query<{ total: number }>(
    `SELECT count(*) AS total FROM runner_job job JOIN video ON video.id = job.video_id
       LEFT JOIN runner ON runner.id = job.runner_id ${where}`,
    values
  )
  const { rows } = await db.query<RunnerJob>(
    `${JOB} ${where} ORDER BY ${ORDERS[sort.replace('-', '')]} ${direction} NULLS LAST, job.id ${direction}
      LIMIT $4 OFFSET $5`,
    [...values, count, start]
  )
  return { total: totals[0]!.total, data: rows }
}

/** @returns Whether it was still to be had. */
export async function takeJob(db: Queryable, id: number, runnerId: number, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE runner_job SET state = ${STATE.processing}, runner_id = $2, token_hash = $3, progress = NULL, error = NULL,
            contact_at = now(), started_at = now(), updated_at = now()
      WHERE id = $1 AND state = ${STATE.pending}`,
    [id, runnerId, tokenHash]
  )
  return rowCount === 1
}

/** A job as its runner holds it: once it was taken away, nothing that runner says counts. */
export interface Held {
  readonly id: number
  readonly tokenHash: Buffer
}

/** @param progress Left out: as before. */
export async function noteProgress(db: Queryable, { id, tokenHash }: Held, progress?: number): Promise<void> {
  await db.query(
    `UPDATE runner_job SET progress = coalesce($2, progress), contact_at = now(), updated_at = now()
      WHERE id = $1 AND state = ${STATE.processing} AND token_hash = $3`,
    [id, progress ?? null, tokenHash]
  )
}

const GIVEN_BACK = 'runner_id = NULL, token_hash = NULL, progress = NULL, contact_at = NULL, started_at = NULL'

/** Back to the pool, by its runner's wish. */
export async function giveBackJob(db: Queryable, { id, tokenHash }: Held): Promise<void> {
  await db.query(
    `UPDATE runner_job SET state = ${STATE.pending}, ${GIVEN_BACK}, updated_at = now()
      WHERE id = $1 AND state = ${STATE.processing} AND token_hash = $2`,
    [id, tokenHash]
  )
  await announce(db)
}

/** Back to the pool, what runners hold that are about to go: one, or all that were registered with one token. */
export async function giveBackJobsOf(
  tx: Queryable,
  who: { readonly runnerId: number } | { readonly registrationTokenId: number }
): Promise<void> {
  const [column, id] = 'runnerId' in who ? ['id', who.runnerId] : ['registration_token_id', who.registrationTokenId]
  await tx.query(
    `UPDATE runner_job SET state = ${STATE.pending}, ${GIVEN_BACK}, updated_at = now()
      WHERE state = ${STATE.processing} AND runner_id IN (SELECT id FROM runner WHERE ${column} = $1)`,
    [id]
  )
  await announce(tx)
}

const FAIL = `
  failures = failures + 1, token_hash = NULL, updated_at = now(),
  state = CASE WHEN failures + 1 < ${MAX_FAILURES} THEN ${STATE.pending} ELSE ${STATE.errored} END,
  finished_at = CASE WHEN failures + 1 < ${MAX_FAILURES} THEN NULL ELSE now() END,
  runner_id = CASE WHEN failures + 1 < ${MAX_FAILURES} THEN NULL ELSE runner_id END`

/** Back to the pool, or given up after so many failures. */
export async function failJob(db: Queryable, { id, tokenHash }: Held, message: string): Promise<void> {
  await db.query(
    `UPDATE runner_job SET ${FAIL}, error = $2
      WHERE id = $1 AND state = ${STATE.processing} AND token_hash = $3`,
    [id, message, tokenHash]
  )
  await announce(db)
}

/** Takes work from runners that say nothing any more. @returns The subjects concerned. */
export async function failStalledJobs(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ subject: string }>(
    `UPDATE runner_job SET ${FAIL}, error = 'The runner was not heard of for ${STALLED_SECONDS} seconds'
      WHERE state = ${STATE.processing} AND contact_at < now() - interval '${STALLED_SECONDS} seconds'
      RETURNING subject`
  )
  if (rows.length > 0) await announce(db)
  return rows.map(row => row.subject)
}

/** @returns Whether the job was still held with this token. */
export async function completeJob(
  db: Queryable,
  id: number,
  { tokenHash, result }: { readonly tokenHash: Buffer; readonly result: object }
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE runner_job SET state = ${STATE.completed}, result = $3, token_hash = NULL, progress = 100, error = NULL,
            finished_at = now(), updated_at = now()
      WHERE id = $1 AND state = ${STATE.processing} AND token_hash = $2`,
    [id, tokenHash, JSON.stringify(result)]
  )
  return rowCount === 1
}

/** @returns Whether there was anything to give up. */
export async function cancelJob(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE runner_job SET state = ${STATE.cancelled}, token_hash = NULL, finished_at = now(), updated_at = now()
      WHERE id = $1 AND state IN (${STATE.pending}, ${STATE.processing})`,
    [id]
  )
  return rowCount === 1
}

/** Gives up what is left of a subject. */
export async function cancelJobsOf(db: Queryable, subject: string): Promise<void> {
  await db.query(
    `UPDATE runner_job SET state = ${STATE.cancelled}, token_hash = NULL, finished_at = now(), updated_at = now()
      WHERE subject = $1 AND state IN (${STATE.pending}, ${STATE.processing})`,
    [subject]
  )
}

export async function deleteJob(db: Queryable, id: number): Promise<void> {
  await db.query('DELETE FROM runner_job WHERE id = $1', [id])
}

/** How long administrators can look at what became of work. */
const KEPT_DAYS = 30

export async function sweepRunnerJobs(db: Queryable): Promise<void> {
  await db.query(`DELETE FROM runner_job WHERE finished_at < now() - interval '${KEPT_DAYS} days'
     AND NOT EXISTS (SELECT FROM transcoding WHERE transcoding.video_id = runner_job.video_id
                        AND status IN ('waiting', 'running'))`)
}
