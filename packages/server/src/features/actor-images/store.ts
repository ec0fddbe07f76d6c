/** SQL of the actor images slice. Tables: actor_image; account, actor (read). */
import { appendEvent } from '../../platform/events.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { ActorImageKind, MadeImage } from './make-images.ts'

export async function actorIdOfAccount(db: Queryable, accountId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>('SELECT actor_id AS id FROM account WHERE id = $1', [accountId])
  return rows[0]?.id
}

/** The server's own actor. */
export async function applicationActorId(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    "SELECT id FROM actor WHERE kind = 'application' AND host IS NULL LIMIT 1"
  )
  return rows[0]?.id
}

/**
 * Call it inside a transaction: of two changes at once, the later one stands whole.
 *
 * @param images None removes those there are.
 * @returns The files that no row names any more; undefined when the actor is gone.
 */
export async function replaceImages(
  tx: Queryable,
  actorId: number,
  kind: ActorImageKind,
  images: readonly MadeImage[]
): Promise<string[] | undefined> {
  const { rowCount } = await tx.query('UPDATE actor SET updated_at = now() WHERE id = $1', [actorId])
  if (rowCount === 0) return undefined
  const { rows } = await tx.query<{ file_name: string }>(
    'DELETE FROM actor_image WHERE actor_id = $1 AND kind = $2 RETURNING file_name',
    [actorId, kind]
  )
  await tx.query(
    `INSERT INTO actor_image (actor_id, kind, width, height, file_name)
     SELECT $1, $2, * FROM unnest($3::integer[], $4::integer[], $5::text[])`,
    [
      actorId,
      kind,
      images.map(({ width }) => width),
      images.map(({ height }) => height),
      images.map(({ fileName }) => fileName)
    ]
  )
  await appendEvent(tx, { type: 'actor.updated', actorId })
  return rows.map(row => row.file_name)
}
