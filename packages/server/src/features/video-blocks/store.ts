/** SQL of the video blocks slice. Table: video_block; reads video, app_user. */
import { BLOCK_TYPE } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** The kind of block there was before; call it inside a transaction. */
export async function lockBlock(
  tx: Queryable,
  videoId: number
): Promise<{ type: number; isUnfederated: boolean } | undefined> {
  await tx.query('SELECT FROM video WHERE id = $1 FOR UPDATE', [videoId])
  const { rows } = await tx.query<{ type: number; isUnfederated: boolean }>(
    'SELECT type, unfederated AS "isUnfederated" FROM video_block WHERE video_id = $1',
    [videoId]
  )
  return rows[0]
}

/** Replaces whatever block there was. Does nothing when the video is gone. */
export async function putBlock(
  tx: Queryable,
  videoId: number,
  { reason, isUnfederated }: { reason: string | null; isUnfederated: boolean }
): Promise<void> {
  await tx.query(
    `INSERT INTO video_block (video_id, type, reason, unfederated)
     SELECT id, ${BLOCK_TYPE.manual}, $2, $3 FROM video WHERE id = $1
     ON CONFLICT (video_id) DO UPDATE
       SET type = excluded.type, reason = excluded.reason, unfederated = excluded.unfederated, updated_at = now()`,
    [videoId, reason, isUnfederated]
  )
}

/** @returns Whether it is blocked. */
export async function changeReason(db: Queryable, videoId: number, reason: string | null): Promise<boolean> {
  const { rowCount } = await db.query('UPDATE video_block SET reason = $2, updated_at = now() WHERE video_id = $1', [
    videoId,
    reason
  ])
  return rowCount === 1
}

export async function deleteBlock(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('DELETE FROM video_block WHERE video_id = $1', [videoId])
}

/** @returns Whether the video waits for a moderator now: not that of a moderator, nor of somebody they trust. */
export async function insertAutomaticBlock(
  tx: Queryable,
  { videoId, userId, reason }: { videoId: number; userId: number; reason: string }
): Promise<boolean> {
  const TRUSTED = 1
  const { rowCount } = await tx.query(
    `INSERT INTO video_block (video_id, type, reason, unfederated)
     SELECT $1, ${BLOCK_TYPE.automatic}, $3, true FROM app_user
      WHERE id = $2 AND role = 'user' AND admin_flags & ${TRUSTED} = 0
     ON CONFLICT (video_id) DO NOTHING`,
    [videoId, userId, reason]
  )
  return rowCount === 1
}
