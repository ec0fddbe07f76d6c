/** SQL of what strategies choose from. Tables: as of store.ts, and mirrored_host. */
import { type InstanceSettings, WORK_STATE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Candidate, Held } from './budget.ts'
import { REFUSED, SOURCE, SOURCE_BYTES } from './store.ts'

export type Strategy = InstanceSettings['redundancy']['videos']['strategies'][number]

/** No strategy looks further: what it does not take of these it would not take of later ones. */
const RANKED_MAX = 200

const ORDERS: Record<Strategy['strategy'], string> = {
  'most-views': 'video.views DESC',
  trending: 'video.recent_views DESC, video.views DESC',
  'recently-added': 'video.published_at DESC'
}

/** Of what everybody may watch, on servers whose videos may be copied; and not what failed or another strategy holds. */
export async function rankCandidates(db: Queryable, { strategy, minimumViews }: Strategy): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    `SELECT * FROM (
       SELECT video.id AS "videoId", ${SOURCE_BYTES} AS "sizeBytes",
              row_number() OVER (ORDER BY ${ORDERS[strategy]}, video.id DESC) AS place
         FROM remote_video JOIN video ON video.id = remote_video.video_id
         JOIN channel ON channel.id = video.channel_id JOIN actor ON actor.id = channel.actor_id
         JOIN mirrored_host ON mirrored_host.host = actor.host
        WHERE video.privacy = 1 AND video.state = 1 AND NOT ${REFUSED} AND ${SOURCE} IS NOT NULL AND video.views >= $2
          AND NOT EXISTS (SELECT FROM video_copy WHERE video_copy.video_id = video.id
                             AND (video_copy.strategy <> $1 OR video_copy.state = ${WORK_STATE.failed}))
        ORDER BY ${ORDERS[strategy]}, video.id DESC LIMIT ${RANKED_MAX}) ranked
      WHERE "sizeBytes" > 0 ORDER BY place`,
    [strategy, strategy === 'recently-added' ? minimumViews : 0]
  )
  return rows
}

/** An end is near when half of the time that was promised is over. */
export async function listHeld(db: Queryable, { strategy, minimumLifetimeSeconds }: Strategy): Promise<Held[]> {
  const { rows } = await db.query<Held>(
    `SELECT id AS "copyId", video_id AS "videoId", size_bytes AS "sizeBytes",
            coalesce(completed_at < now() - make_interval(secs => $2), false) AS "isPastMinimum",
            coalesce(expires_at < now() + make_interval(secs => $2 / 2), false) AS "isEnding"
       FROM video_copy WHERE strategy = $1 AND state <> ${WORK_STATE.failed} ORDER BY id`,
    [strategy, minimumLifetimeSeconds]
  )
  return rows
}
