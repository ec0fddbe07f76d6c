/** How other servers take what they are told. Tables: peer_inbox; delivery, actor (read). */
import type { Peer, PeerQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** Those that fail come first, the longest failing before the others. */
export async function listPeers(
  db: Queryable,
  { start, count, search }: PeerQuery
): Promise<{ total: number; data: Peer[] }> {
  const { rows } = await db.query<Peer & { total: number; host: string | null }>(
    `WITH waiting AS (SELECT inbox_id, count(*) AS total FROM delivery GROUP BY inbox_id),
     told AS (
       SELECT host, max(last_success_at) AS "lastSuccessAt", min(failing_since) AS "failingSince",
              (array_agg(last_error ORDER BY last_error_at DESC NULLS LAST))[1] AS "lastError",
              max(last_error_at) AS "lastErrorAt", min(next_try_at) FILTER (WHERE waiting.total > 0) AS "nextTryAt",
              coalesce(sum(waiting.total), 0)::bigint AS waiting
         FROM peer_inbox LEFT JOIN waiting ON waiting.inbox_id = peer_inbox.id GROUP BY host),
     tied AS (
       SELECT host, sum(following_count) AS followers, sum(followers_count) AS following FROM actor
        WHERE host IS NOT NULL AND (following_count > 0 OR followers_count > 0) GROUP BY host),
     peer AS (
       SELECT host, coalesce(waiting, 0) AS waiting, "lastSuccessAt", "failingSince", "lastError", "lastErrorAt",
              "nextTryAt", coalesce(followers, 0) AS followers, coalesce(following, 0) AS following
         FROM told FULL JOIN tied USING (host) WHERE $3::text IS NULL OR strpos(host, lower($3)) > 0)
     SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM peer) whole
       LEFT JOIN (SELECT * FROM peer ORDER BY "failingSince", waiting DESC, host LIMIT $1 OFFSET $2) page ON true
      ORDER BY "failingSince", waiting DESC, host`,
    [count, start, search ?? null]
  )
  const data = rows.flatMap(({ total: _, ...peer }) => (peer.host === null ? [] : [peer]))
  return { total: rows[0]?.total ?? 0, data }
}

/** Whatever it asked for. @returns Whether there is such a peer. */
export async function retryNow(db: Queryable, host: string): Promise<boolean> {
  const { rows } = await db.query(
    `WITH due AS (
       UPDATE peer_inbox SET next_try_at = least(next_try_at, now()), asked_until = NULL WHERE host = $1 RETURNING 1)
     SELECT pg_notify('delivery', '') FROM due LIMIT 1`,
    [host]
  )
  return rows.length > 0
}
