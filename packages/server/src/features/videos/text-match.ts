/** Finds videos by words: in French and English, whatever the accents, and nearly right when nothing else is. */
import { type Sql, sql } from '../../platform/sql.ts'

/**
 * A query `(video_id, published_at, score)` of the videos that a text finds among those that meet the condition. The
 * score tells how well they match, in steps; within a step the newer one comes first.
 *
 * Words that nothing is found by are compared letter by letter. What the condition hides does not count as found: that
 * nothing else was there to find would tell of it.
 */
export function textMatches(text: string, where: Sql): Sql {
  return sql`
    WITH wanted AS MATERIALIZED (SELECT search_query(${text}) AS query, search_text(${text}) AS plain),
    exact AS (
      SELECT video.id AS video_id, video.published_at,
             ts_rank(video_search.document, wanted.query)
               + (strpos(video_search.words, wanted.plain) > 0)::integer AS rank
        FROM wanted, video_search JOIN video ON video.id = video_search.video_id
       WHERE video_search.document @@ wanted.query AND ${where}),
    nearly AS (
      SELECT video.id AS video_id, video.published_at, guess.similarity - 1 AS rank
        FROM videos_nearly(${text}) guess JOIN video ON video.id = guess.video_id
       WHERE NOT EXISTS (SELECT FROM exact) AND ${where})
    SELECT found.video_id, found.published_at,
           round(found.rank::numeric, 1)::double precision + extract(epoch FROM found.published_at) / 1e12 AS score
      FROM (SELECT * FROM exact UNION ALL SELECT * FROM nearly) found`
}
