/** Which videos strategies choose. Tables: as of store.ts. */
import { type InstanceSettings, WORK_STATE } from '../../contract/index.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { type Candidate, decide, type Held } from './budget.ts'
import { deleteCopies, extendCopies, REFUSED, SOURCE, SOURCE_BYTES, wishForCopy } from './store.ts'

export type Strategy = InstanceSettings['redundancy']['videos']['strategies'][number]

/** No strategy looks further: what it does not take of these it would not take of later ones. */
const RANKED_MAX = 200

const ORDERS: Record<Strategy['strategy'], string> = {
  'most-views': 'video.views DESC',
  trending: 'video.recent_views DESC, video.views DESC',
  'recently-added': 'video.published_at DESC'
}

/**
 * Brings the copies of a strategy to what it wants now. Files are fetched, and removed, afterwards. Of several servers
 * that do it at once, the second one finds it done.
 */
export function pursueStrategy(db: Database, wish: Strategy): Promise<void> {
  return db.transaction(async tx => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('redundancy strategies'))")
    const ranked = await rank(tx, wish)
    const { drop, extend, add } = decide(ranked, await listHeld(tx, wish), wish.sizeBytes)
    await deleteCopies(tx, drop)
    await extendCopies(tx, extend, wish.minimumLifetimeSeconds)
    for (const videoId of add) await wishForCopy(tx, videoId, wish.strategy)
  })
}

/** Of what everybody may watch, on servers whose videos may be copied; and not what failed or another strategy holds. */
async function rank(db: Queryable, { strategy, minimumViews }: Strategy): Promise<Candidate[]> {
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
async function listHeld(db: Queryable, { strategy, minimumLifetimeSeconds }: Strategy): Promise<Held[]> {
  const { rows } = await db.query<Held>(
    `SELECT id AS "copyId", video_id AS "videoId", size_bytes AS "sizeBytes",
            coalesce(completed_at < now() - make_interval(secs => $2), false) AS "isPastMinimum",
            coalesce(expires_at < now() + make_interval(secs => $2 / 2), false) AS "isEnding"
       FROM video_copy WHERE strategy = $1 AND state <> ${WORK_STATE.failed} ORDER BY id`,
    [strategy, minimumLifetimeSeconds]
  )
  return rows
}
