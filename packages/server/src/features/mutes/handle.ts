/** Accounts by their handles, of this server or another. */
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { handleOf, isNamed } from '../actors/index.ts'

/** Undefined when this server knows of no such account. */
export async function findAccountId(db: Queryable, site: Site, handle: string): Promise<number | undefined> {
  const { name, host } = handleOf(site, handle)
  const { rows } = await db.query<{ id: number }>(
    `SELECT account.id FROM account JOIN actor ON actor.id = account.actor_id
      WHERE ${isNamed('actor')}`,
    [name, host]
  )
  return rows[0]?.id
}
