/** Writes of the video imports slice. Table: video_import. */
import { z } from 'zod'
import { UploadFields } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export const STATE = { pending: 1, processing: 2, completed: 3, failed: 4, cancelled: 5 } as const

/** One user's imports that have not ended: enough for a day, too few to fill the queue. */
export const OPEN_MAX = 50

/** `name` is an address, a magnet link, or what the torrent's file is called. */
export type ImportSource =
  | { readonly kind: 'address' | 'magnet'; readonly name: string }
  | { readonly kind: 'torrent'; readonly name: string; readonly content: Buffer }

export interface NewImport {
  readonly userId: number
  readonly source: ImportSource
  readonly fields: UploadFields
  /** JPEG. */
  readonly picture: Buffer | null
}

/** @returns Its id; undefined when this user has too many that have not ended. */
export async function insertImport(
  db: Queryable,
  { userId, source, fields, picture }: NewImport
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO video_import (user_id, channel_id, target_url, fields, kind, torrent, picture)
     SELECT $1, $2, $3, $4, $5, $6, $7
      WHERE (SELECT count(*) FROM video_import WHERE user_id = $1 AND state IN (1, 2)) < ${OPEN_MAX} RETURNING id`,
    [
      ...[userId, fields.channelId, source.name, JSON.stringify(fields)],
      ...[source.kind, source.kind === 'torrent' ? source.content : null, picture]
    ]
  )
  return rows[0]?.id
}

export interface ImportOwner {
  readonly accountId: number
  readonly state: number
  readonly kind: ImportSource['kind']
}

export async function findImportOwner(db: Queryable, id: number): Promise<ImportOwner | undefined> {
  const { rows } = await db.query<ImportOwner>(
    `SELECT app_user.account_id AS "accountId", video_import.state, video_import.kind
       FROM video_import JOIN app_user ON app_user.id = video_import.user_id WHERE video_import.id = $1`,
    [id]
  )
  return rows[0]
}

/** @returns Whether it was pending still. */
export async function cancelImport(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE video_import SET state = ${STATE.cancelled}, updated_at = now()
      WHERE id = $1 AND state = ${STATE.pending}`,
    [id]
  )
  return rowCount === 1
}

/** @returns Whether it had failed, and its user may have one more that has not ended. */
export async function retryImport(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE video_import SET state = ${STATE.pending}, attempts = 0, leased_until = '-infinity', error = NULL,
            updated_at = now()
      WHERE id = $1 AND state = ${STATE.failed}
        AND (SELECT count(*) FROM video_import open
              WHERE open.user_id = video_import.user_id AND open.state IN (1, 2)) < ${OPEN_MAX}`,
    [id]
  )
  return rowCount === 1
}

/** @returns Whether it had ended. */
export async function deleteImport(db: Queryable, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `DELETE FROM video_import WHERE id = $1 AND state NOT IN (${STATE.pending}, ${STATE.processing})`,
    [id]
  )
  return rowCount === 1
}

const Wish = z.object({
  userId: z.number(),
  accountId: z.number(),
  isBlocked: z.boolean(),
  targetUrl: z.string(),
  kind: z.enum(['address', 'magnet', 'torrent']),
  torrent: z.instanceof(Buffer).nullable(),
  picture: z.instanceof(Buffer).nullable(),
  fields: UploadFields
})
export type Wish = z.output<typeof Wish>

export async function findWish(db: Queryable, id: number): Promise<Wish | undefined> {
  const { rows } = await db.query(
    `SELECT app_user.id AS "userId", app_user.account_id AS "accountId", app_user.blocked AS "isBlocked",
            target_url AS "targetUrl", kind, torrent, picture, fields
       FROM video_import JOIN app_user ON app_user.id = video_import.user_id WHERE video_import.id = $1`,
    [id]
  )
  return rows[0] && Wish.parse(rows[0])
}

/** How it ended: with a video, or with a reason. */
export async function setResult(
  tx: Queryable,
  id: number,
  result: { readonly videoId?: number; readonly error?: string }
): Promise<void> {
  await tx.query(
    `UPDATE video_import SET video_id = $2, error = $3, updated_at = now(),
            torrent = CASE WHEN $2::bigint IS NULL THEN torrent END,
            picture = CASE WHEN $2::bigint IS NULL THEN picture END
      WHERE id = $1`,
    [id, result.videoId ?? null, result.error ?? null]
  )
}
