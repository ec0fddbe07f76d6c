/** Writes of the ownership slice. Tables: ownership_change, video (its channel). */
import type { OwnershipChange } from '../../contract/index.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface Offer {
  readonly videoId: number
  readonly initiatorId: number
  readonly nextOwnerId: number
  readonly status: OwnershipChange['status']
}

export async function findLocalAccount(db: Queryable, username: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    'SELECT account_id AS id FROM app_user WHERE lower(username) = lower($1)',
    [username]
  )
  return rows[0]?.id
}

/** Offers of one video, and its passing on, come one after the other. */
export async function lockVideo(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('SELECT FROM video WHERE id = $1 FOR NO KEY UPDATE', [videoId])
}

/** A second offer of the same to the same changes nothing, and is told nobody. */
export async function insertOffer(
  tx: Queryable,
  { videoId, initiatorId, nextOwnerId }: { videoId: number; initiatorId: number; nextOwnerId: number }
): Promise<void> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO ownership_change (video_id, initiator_account_id, next_owner_account_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING id`,
    [videoId, initiatorId, nextOwnerId]
  )
  if (rows[0]) await appendEvent(tx, { type: 'video.offered', offerId: rows[0].id })
}

export async function findOffer(db: Queryable, id: number): Promise<Offer | undefined> {
  const { rows } = await db.query<Offer>(
    `SELECT video_id AS "videoId", initiator_account_id AS "initiatorId", next_owner_account_id AS "nextOwnerId", status
       FROM ownership_change WHERE id = $1`,
    [id]
  )
  return rows[0]
}

/** False when it has ended already. */
export async function endOffer(db: Queryable, id: number, status: 'ACCEPTED' | 'REFUSED'): Promise<boolean> {
  const { rowCount } = await db.query("UPDATE ownership_change SET status = $2 WHERE id = $1 AND status = 'WAITING'", [
    id,
    status
  ])
  return rowCount === 1
}

/** With what its receiver was told of it. False when it has ended already. */
export async function deleteOffer(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query("DELETE FROM ownership_change WHERE id = $1 AND status = 'WAITING'", [id])
  return rowCount === 1
}

/** Whoever offered it cannot give it any more. */
export async function refuseOtherOffers(tx: Queryable, videoId: number): Promise<void> {
  await tx.query("UPDATE ownership_change SET status = 'REFUSED' WHERE video_id = $1 AND status = 'WAITING'", [videoId])
}

/** What a quota counts: the original and the finished renditions. */
export async function storedBytesOf(tx: Queryable, videoId: number): Promise<number> {
  const { rows } = await tx.query<{ bytes: number }>(
    `SELECT coalesce((SELECT size_bytes FROM original WHERE video_id = $1), 0)
            + coalesce((SELECT sum(size_bytes)::bigint FROM video_file WHERE video_id = $1 AND is_final), 0) AS bytes`,
    [videoId]
  )
  return rows[0]!.bytes
}

export async function moveVideo(tx: Queryable, videoId: number, channelId: number): Promise<void> {
  await tx.query('UPDATE video SET channel_id = $2, updated_at = now() WHERE id = $1', [videoId, channelId])
  await appendEvent(tx, { type: 'video.updated', videoId })
}
