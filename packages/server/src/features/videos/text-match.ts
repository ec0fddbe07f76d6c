/** Finds videos by words: in French and English, whatever the accents, and nearly right when nothing else is. */
import { literal, type Sql, sql } from '../../platform/sql.ts'

/** Of what many words find, so many of the newest are put in order by how well they match; the others come after. */
const RANKED_MAX = 2000

export interface TextMatch {
  readonly text: string
  /** Over `video`. */
  readonly where: Sql
  /** Whether the condition asks for columns of `video` that `video_search` has not. */
  readonly needsWholeVideo: boolean
  /** Whether anybody looks at the score. */
  readonly isScored: boolean
}

/**
 * A query `(video_id, published_at)`, and `score` where anybody looks at it, of the videos that a text finds among those
 * that meet the condition. The score tells how well they match, in steps; within a step the newer one comes first.
 *
 * Words that nothing is found by are compared letter by letter. What the condition hides does not count as found: that
 * nothing else was there to find would tell of it.
 */
export function textMatches({ text, where, needsWholeVideo, isScored }: TextMatch): Sql {
  const found = needsWholeVideo
    ? sql`video_search JOIN video ON video.id = video_search.video_id
        WHERE video_search.document @@ (SELECT query FROM wanted) AND ${where}`
    : sql`(SELECT *, video_id AS id FROM video_search) video
        WHERE video.document @@ (SELECT query FROM wanted) AND ${where}`
  const wanted = sql`wanted AS MATERIALIZED (SELECT search_query(${text}) AS query, search_text(${text}) AS plain),
    exact AS MATERIALIZED (SELECT video.id AS video_id, video.published_at FROM ${found})`
  const nearly = sql`
      SELECT video.id AS video_id, video.published_at, guess.similarity - 1 AS rank
        FROM videos_nearly(${text}) guess JOIN video ON video.id = guess.video_id
       WHERE NOT EXISTS (SELECT FROM exact) AND ${where}`
  if (!isScored)
    return sql`
    WITH ${wanted}
    SELECT video_id, published_at FROM exact UNION ALL SELECT video_id, published_at FROM (${nearly}) nearly`
  return sql`
    WITH ${wanted},
    ranked AS (
      SELECT newest.video_id, ts_rank(video_search.document, wanted.query)
               + (strpos(video_search.words, wanted.plain) > 0)::integer AS rank
        FROM wanted, (SELECT video_id FROM exact ORDER BY published_at DESC LIMIT ${literal(String(RANKED_MAX))}) newest
        JOIN video_search ON video_search.video_id = newest.video_id),
    nearly AS (${nearly})
    SELECT found.video_id, found.published_at,
           round(found.rank::numeric, 1)::double precision + extract(epoch FROM found.published_at) / 1e12 AS score
      FROM (SELECT exact.video_id, exact.published_at, coalesce(ranked.rank, -1) AS rank
              FROM exact LEFT JOIN ranked ON ranked.video_id = exact.video_id
             UNION ALL SELECT * FROM nearly) found`
}
