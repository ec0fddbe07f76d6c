/** Accounts by their handles, of this server or another. */
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** A local account has no host. */
export interface Handle {
  readonly name: string
  readonly host: string | null
}

/** `name`, `name@host` or `@name@host`. */
export function handleOf(site: Site, handle: string): Handle {
  const [name = '', host] = handle.replace(/^@/, '').split('@')
  return { name, host: host === undefined || host === site.host ? null : host.toLowerCase() }
}

/** Undefined when this server knows of no such account. */
export async function findAccountId(db: Queryable, site: Site, handle: string): Promise<number | undefined> {
  const { name, host } = handleOf(site, handle)
  const { rows } = await db.query<{ id: number }>(
    `SELECT account.id FROM account JOIN actor ON actor.id = account.actor_id
      WHERE lower(actor.preferred_username) = lower($1) AND actor.host IS NOT DISTINCT FROM $2`,
    [name, host]
  )
  return rows[0]?.id
}
