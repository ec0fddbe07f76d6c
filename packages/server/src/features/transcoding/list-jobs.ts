/** Attempts at transcoding as administrators see them among the background jobs. Tables: transcoding, video (read). */
import type { Job, JobState } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { jobIdOf } from './transcoding.ts'

type Status = 'waiting' | 'running' | 'failed' | 'done'

const STATES: Record<Status, JobState> = { waiting: 'waiting', running: 'active', failed: 'failed', done: 'completed' }

interface Row {
  readonly total: number
  readonly uuid: string | null
  readonly attempt: number
  readonly status: Status
  readonly failure_code: string | null
  readonly failure_detail: string | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly ended_at: Date | null
}

/** The last attempt at each video. */
export async function listTranscodingJobs(
  db: Queryable,
  range: {
    readonly state: JobState | undefined
    readonly start: number
    readonly count: number
    readonly isNewestFirst: boolean
  }
): Promise<{ total: number; data: Job[] }> {
  const { state, start, count, isNewestFirst } = range
  const direction = isNewestFirst ? 'DESC' : 'ASC'
  const statuses = Object.entries(STATES).flatMap(([status, of]) => (!state || of === state ? [status] : []))
  const { rows } = await db.query<Row>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM transcoding WHERE status = ANY ($1)) whole
       LEFT JOIN (SELECT video.uuid, transcoding.* FROM transcoding JOIN video ON video.id = transcoding.video_id
                   WHERE transcoding.status = ANY ($1)
                   ORDER BY transcoding.created_at ${direction}, video_id ${direction} LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.created_at ${direction}, page.video_id ${direction}`,
    [statuses, count, start]
  )
  return { total: rows[0]?.total ?? 0, data: rows.flatMap(row => (row.uuid ? [toJob(row, row.uuid)] : [])) }
}

function toJob(row: Row, videoUuid: string): Job {
  const error = [row.failure_code, row.failure_detail].filter(Boolean).join(': ')
  return {
    id: jobIdOf({ videoUuid, number: row.attempt }),
    type: 'video-transcoding',
    state: STATES[row.status],
    data: { videoUUID: videoUuid, attempt: row.attempt },
    progress: row.status === 'done' ? 100 : 0,
    error: error || null,
    createdAt: row.created_at.toISOString(),
    processedOn: row.started_at?.toISOString() ?? null,
    finishedOn: row.ended_at?.toISOString() ?? null
  }
}
