/** Keys that this server makes for itself: 32 random bytes, kept in the database, the same for all its processes. */
import { randomBytes } from 'node:crypto'
import type { Queryable } from './postgres.ts'

/** The key of that name; made at the first call. Safe when several processes ask at once. */
export async function serverSecret(db: Queryable, name: string): Promise<Buffer> {
  const found = await findSecret(db, name)
  if (found) return found
  await db.query('INSERT INTO server_secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    name,
    randomBytes(32)
  ])
  return (await findSecret(db, name))!
}

async function findSecret(db: Queryable, name: string): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ value: Buffer }>('SELECT value FROM server_secret WHERE name = $1', [name])
  return rows[0]?.value
}
