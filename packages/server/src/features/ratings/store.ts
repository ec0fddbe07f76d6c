/** SQL of the ratings slice. Tables: video_rating; video's counters follow by a trigger. */
import type { Rating, RatingListQuery } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { VIDEO_COLUMNS, VIDEO_TABLES, type VideoRow } from '../videos/index.ts'

export interface Opinion {
  readonly videoId: number
  readonly accountId: number
  readonly rating: Rating
  /** The ActivityPub id of what somebody elsewhere thinks. */
  readonly url?: string
}

/** Replaces the account's earlier opinion. Repeating one changes nothing. Call it inside a transaction. */
export async function setRating(tx: Queryable, { videoId, accountId, rating, url }: Opinion): Promise<void> {
  // Of two at once by one account, the second sees what the first has left.
  const previous = await lockRating(tx, videoId, accountId)
  if (previous === rating) return
  if (rating === 'none')
    await tx.query('DELETE FROM video_rating WHERE video_id = $1 AND account_id = $2', [videoId, accountId])
  else
    await tx.query(
      `INSERT INTO video_rating (video_id, account_id, rating, url) VALUES ($1, $2, $3, $4)
       ON CONFLICT (video_id, account_id) DO UPDATE SET rating = excluded.rating, url = excluded.url`,
      [videoId, accountId, rating, url ?? null],
      'set-rating'
    )
  await appendEvent(tx, { type: 'video.rated', videoId, accountId, rating, previous })
}

async function lockRating(tx: Queryable, videoId: number, accountId: number): Promise<Rating> {
  await tx.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId], 'lock-rater')
  return findRating(tx, videoId, accountId)
}

export async function findRating(db: Queryable, videoId: number, accountId: number): Promise<Rating> {
  const { rows } = await db.query<{ rating: Rating }>(
    'SELECT rating FROM video_rating WHERE video_id = $1 AND account_id = $2',
    [videoId, accountId],
    'find-rating'
  )
  return rows[0]?.rating ?? 'none'
}

type RatedRow = VideoRow & { readonly rating: Rating }

/** Of what everybody may watch: what has become private since is left out. */
export async function listRatings(
  db: Queryable,
  { accountId, start, count, sort, rating }: RatingListQuery & { accountId: number }
): Promise<{ total: number; rows: RatedRow[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const where = `video_rating.account_id = $1 AND ($2::text IS NULL OR video_rating.rating = $2)
    AND video.privacy IN (1, 2) AND video.state = 1
    AND NOT EXISTS (SELECT FROM video_block WHERE video_block.video_id = video.id)`
  const { rows } = await db.query<RatedRow & { total: number; id: number | null }>(
    `SELECT page.*, whole.total
       FROM (SELECT count(*) AS total FROM video_rating JOIN video ON video.id = video_rating.video_id
              WHERE ${where}) whole
       LEFT JOIN (SELECT ${VIDEO_COLUMNS}, video_rating.rating, video_rating.id AS rating_id
                    FROM ${VIDEO_TABLES} JOIN video_rating ON video_rating.video_id = video.id
                   WHERE ${where} ORDER BY video_rating.id ${direction} LIMIT $3 OFFSET $4) page ON true
      ORDER BY page.rating_id ${direction}`,
    [accountId, rating ?? null, count, start]
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.id !== null) }
}

export interface Rater {
  readonly name: string
  /** The ActivityPub id of the opinion of somebody elsewhere; null for those of this server. */
  readonly url: string | null
}

/** Those with this opinion, the newest first. */
export async function listRaters(
  db: Queryable,
  { videoId, rating, start, count }: { videoId: number; rating: 'like' | 'dislike'; start: number; count: number }
): Promise<{ total: number; raters: Rater[] }> {
  const { rows } = await db.query<{ name: string | null; url: string | null; total: number }>(
    `SELECT page.name, page.url, whole.total
       FROM (SELECT count(*) AS total FROM video_rating WHERE video_id = $1 AND rating = $2) whole
       LEFT JOIN (SELECT actor.preferred_username AS name, video_rating.url, video_rating.id
                    FROM video_rating
                    JOIN account ON account.id = video_rating.account_id
                    JOIN actor ON actor.id = account.actor_id
                   WHERE video_rating.video_id = $1 AND video_rating.rating = $2
                   ORDER BY video_rating.id DESC LIMIT $3 OFFSET $4) page ON true
      ORDER BY page.id DESC`,
    [videoId, rating, count, start]
  )
  return { total: rows[0]?.total ?? 0, raters: rows.flatMap(({ name, url }) => (name === null ? [] : [{ name, url }])) }
}
