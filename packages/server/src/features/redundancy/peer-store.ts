/**
 * SQL of copies that other servers hold. Tables: peer_copy; reads video, remote_video, actor, server_mute, follow,
 * peer_inbox.
 */
import type { Queryable } from '../../platform/postgres.ts'

export interface PeerCopy {
  /** The ActivityPub id. */
  readonly url: string
  readonly videoId: number
  /** Who holds it. */
  readonly actorId: number
  readonly baseUrl: string
  /** Null is never. */
  readonly expiresAt: Date | null
}

/** More of one video help nobody, and each is shown to whoever watches it. */
const PER_VIDEO_MAX = 20

/**
 * Keeps it, in place of what the same server said of the same video before.
 *
 * @returns `taken` when the address is another one's copy; `full` when there are enough of this video.
 */
export async function savePeerCopy(tx: Queryable, copy: PeerCopy): Promise<'saved' | 'taken' | 'full'> {
  // Of two that come at once, the second one sees the first one.
  await tx.query('SELECT FROM video WHERE id = $1 FOR NO KEY UPDATE', [copy.videoId])
  const { rows } = await tx.query<{ isTaken: boolean; others: number }>(
    `SELECT EXISTS (SELECT FROM peer_copy WHERE url = $1 AND (actor_id <> $2 OR video_id <> $3)) AS "isTaken",
            (SELECT count(*) FROM peer_copy WHERE video_id = $3 AND actor_id <> $2) AS others`,
    [copy.url, copy.actorId, copy.videoId]
  )
  const { isTaken, others } = rows[0]!
  if (isTaken) return 'taken'
  if (others >= PER_VIDEO_MAX) return 'full'
  await tx.query(
    `INSERT INTO peer_copy (url, video_id, actor_id, base_url, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (video_id, actor_id) DO UPDATE
        SET url = excluded.url, base_url = excluded.base_url, expires_at = excluded.expires_at, updated_at = now()`,
    [copy.url, copy.videoId, copy.actorId, copy.baseUrl, copy.expiresAt]
  )
  return 'saved'
}

export interface StoredPeerCopy {
  readonly id: number
  readonly videoId: number
  readonly actorId: number
}

export async function findPeerCopy(db: Queryable, url: string): Promise<StoredPeerCopy | undefined> {
  const { rows } = await db.query<StoredPeerCopy>(
    'SELECT id, video_id AS "videoId", actor_id AS "actorId" FROM peer_copy WHERE url = $1',
    [url]
  )
  return rows[0]
}

/** @returns Whether there was one. */
export async function deletePeerCopy(tx: Queryable, id: number): Promise<boolean> {
  return (await tx.query('DELETE FROM peer_copy WHERE id = $1', [id])).rowCount === 1
}

/** Whether this server's own actor follows it. */
export async function isFollowedByServer(db: Queryable, actorId: number): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM follow JOIN actor ON actor.id = follow.actor_id
      WHERE actor.kind = 'application' AND actor.host IS NULL AND follow.target_actor_id = $1
        AND follow.state = 'accepted'`,
    [actorId]
  )
  return rows.length > 0
}

/** Run out, of muted servers, of those that have not answered for long, and of videos that are not for everybody. */
export async function forgetPeerCopies(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM peer_copy USING actor, video
      WHERE actor.id = peer_copy.actor_id AND video.id = peer_copy.video_id
        AND (peer_copy.expires_at < now() OR video.privacy NOT IN (1, 2)
             OR EXISTS (SELECT FROM server_mute WHERE by_account_id IS NULL AND server_mute.host = actor.host)
             OR EXISTS (SELECT FROM peer_inbox WHERE peer_inbox.host = actor.host
                           AND peer_inbox.failing_since < now() - interval '14 days'))`
  )
}
