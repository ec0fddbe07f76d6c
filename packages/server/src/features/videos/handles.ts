/** People and channels as addresses name them: `name`, or `name@host`. */
import type { Site } from '../../kernel/site.ts'
import { literal, type Sql, sql } from '../../platform/sql.ts'

/** A condition over `actor`. Without a host, or with ours, a handle names somebody of this server. */
export function named(site: Site, handle: string): Sql {
  const [, name = handle, host = site.host] = /^(.+)@([^@]+)$/.exec(handle) ?? []
  const isHere = host.toLowerCase() === site.host.toLowerCase()
  return sql`lower(actor.preferred_username) = lower(${name})
    AND ${isHere ? literal('actor.host IS NULL') : sql`lower(actor.host) = lower(${host})`}`
}
