/** SQL of the passwords of videos. Table: video_password. */
import type { VideoPassword, VideoPasswordListQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

interface Row {
  readonly total: number
  readonly id: number | null
  readonly password: string
  readonly created_at: Date
}

export async function listPasswords(
  db: Queryable,
  videoId: number,
  { start, count, sort }: VideoPasswordListQuery
): Promise<{ total: number; data: VideoPassword[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const { rows } = await db.query<Row>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM video_password WHERE video_id = $1) whole
       LEFT JOIN (SELECT id, password, created_at FROM video_password WHERE video_id = $1
                   ORDER BY created_at ${direction}, id ${direction} LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.created_at ${direction}, page.id ${direction}`,
    [videoId, count, start]
  )
  const data = rows.flatMap(({ id, password, created_at: createdAt }) => {
    if (id === null) return []
    // A password is replaced, never changed.
    const at = createdAt.toISOString()
    return [{ id, password, videoId, createdAt: at, updatedAt: at }]
  })
  return { total: rows[0]?.total ?? 0, data }
}

/** Call it with the video locked. @returns What is left, undefined when there was no such password. */
export async function removePassword(
  tx: Queryable,
  videoId: number,
  passwordId: number
): Promise<{ leftCount: number } | undefined> {
  const { rowCount } = await tx.query('DELETE FROM video_password WHERE video_id = $1 AND id = $2', [
    videoId,
    passwordId
  ])
  if (rowCount === 0) return undefined
  const { rows } = await tx.query<{ count: number }>(
    'SELECT count(*) AS count FROM video_password WHERE video_id = $1',
    [videoId]
  )
  return { leftCount: rows[0]!.count }
}

/** Of two changes at once, the second waits. */
export async function lockVideo(tx: Queryable, videoId: number): Promise<void> {
  await tx.query('SELECT FROM video WHERE id = $1 FOR NO KEY UPDATE', [videoId])
}
