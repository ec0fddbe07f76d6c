/** SQL of the exports slice. Table: user_export. */
import type { Locale } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

export interface ExportRow {
  readonly id: number
  readonly state: number
  readonly fileName: string | null
  readonly sizeBytes: number | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface ArchiveUser {
  readonly userId: number
  readonly accountId: number
  readonly username: string
  readonly email: string
  readonly language: Locale
}

const USER = `
  SELECT id AS "userId", account_id AS "accountId", username, email, language FROM app_user`

export async function findArchiveUser(db: Queryable, userId: number): Promise<ArchiveUser | undefined> {
  const { rows } = await db.query<ArchiveUser>(`${USER} WHERE id = $1`, [userId])
  return rows[0]
}

/** Two requests at once come one after the other. */
export async function lockUser(tx: Queryable, userId: number): Promise<void> {
  await tx.query('SELECT FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [userId])
}

const COLUMNS = `id, state, file_name AS "fileName", size_bytes AS "sizeBytes", created_at AS "createdAt",
  expires_at AS "expiresAt"`

/** The newest first. Nobody has more: a new one needs the old ones gone, but for those that failed. */
export async function listExports(db: Queryable, userId: number): Promise<ExportRow[]> {
  const { rows } = await db.query<ExportRow>(
    `SELECT ${COLUMNS} FROM user_export WHERE user_id = $1 ORDER BY id DESC LIMIT 100`,
    [userId]
  )
  return rows
}

/** @returns Its id; undefined when there is one that waits, is made, or is ready. */
export async function insertExport(
  tx: Queryable,
  { userId, withVideoFiles, lifetimeMs }: { userId: number; withVideoFiles: boolean; lifetimeMs: number }
): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO user_export (user_id, with_video_files, expires_at)
     SELECT $1, $2, now() + $3 * interval '1 millisecond'
      WHERE NOT EXISTS (SELECT FROM user_export WHERE user_id = $1 AND state <> 4) RETURNING id`,
    [userId, withVideoFiles, lifetimeMs]
  )
  if (rows[0]) await tx.query('DELETE FROM user_export WHERE user_id = $1 AND state = 4', [userId])
  return rows[0]?.id
}

export interface Wish {
  readonly userId: number
  readonly withVideoFiles: boolean
  /** Of the try before, which ended with its server. */
  readonly tornFile: string | null
}

/** The file's name is kept before there is a file, so that the sweeper leaves it alone. */
export async function nameFile(db: Queryable, id: number, fileName: string): Promise<Wish | undefined> {
  const { rows } = await db.query<Wish>(
    `WITH before AS (SELECT file_name FROM user_export WHERE id = $1)
     UPDATE user_export SET file_name = $2 WHERE id = $1
     RETURNING user_id AS "userId", with_video_files AS "withVideoFiles",
               (SELECT file_name FROM before) AS "tornFile"`,
    [id, fileName]
  )
  return rows[0]
}

export async function setSize(tx: Queryable, id: number, sizeBytes: number): Promise<void> {
  await tx.query('UPDATE user_export SET size_bytes = $2 WHERE id = $1', [id, sizeBytes])
}

/** Undefined for another's, or when it is gone. */
export async function deleteExport(
  db: Queryable,
  userId: number,
  id: number
): Promise<{ fileName: string | null } | undefined> {
  const { rows } = await db.query<{ fileName: string | null }>(
    'DELETE FROM user_export WHERE id = $1 AND user_id = $2 RETURNING file_name AS "fileName"',
    [id, userId]
  )
  return rows[0]
}

/** @returns Names of the files that nobody may have any more. */
export async function deleteExpired(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ fileName: string | null }>(
    'DELETE FROM user_export WHERE expires_at < now() AND leased_until < now() RETURNING file_name AS "fileName"'
  )
  return rows.flatMap(({ fileName }) => fileName ?? [])
}

export async function isReady(db: Queryable, fileName: string): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM user_export WHERE file_name = $1 AND state = 3 AND expires_at > now()', [
    fileName
  ])
  return rows.length > 0
}
