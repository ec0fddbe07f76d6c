/** How people write whom they mean: `name`, `name@host` or `@name@host`. Pure. */
import type { Site } from '../../kernel/site.ts'

export interface Handle {
  readonly name: string
  /** Lower case; null for this server. */
  readonly host: string | null
}

/** What is no handle names nobody. */
export function handleOf({ host: ours }: Site, text: string): Handle {
  const [name = '', host] = text.replace(/^@/, '').split('@')
  return { name, host: host === undefined || host.toLowerCase() === ours ? null : host.toLowerCase() }
}

/** The name in a handle of this server; other hosts' names are left whole, and so match nobody here. */
export function localNameOf({ host }: Site, handle: string): string {
  return handle.endsWith(`@${host}`) ? handle.slice(0, -host.length - 1) : handle
}

/** An SQL condition. @param actor An alias of `actor`. @param name, host Parameters: what `handleOf` returned. */
export const isNamed = (actor: string, name = '$1', host = '$2') => `
  lower(${actor}.preferred_username) = lower(${name})
  AND ((${host}::text IS NULL AND ${actor}.host IS NULL) OR lower(${actor}.host) = ${host})`

/**
 * An SQL condition: somebody of this server, or of one that it follows and has not muted. Others are known here because
 * somebody named or follows them, which is no reason to show them to everybody.
 *
 * @param actor An alias of `actor`.
 */
export const isListed = (actor: string) => `
  (${actor}.host IS NULL OR (
    ${actor}.host IN (SELECT followed.host FROM follow
                        JOIN actor followed ON followed.id = follow.target_actor_id
                       WHERE follow.actor_id = ANY (ARRAY(SELECT id FROM actor
                                                           WHERE kind = 'application' AND host IS NULL))
                         AND follow.state = 'accepted' AND followed.host IS NOT NULL)
    AND ${actor}.host NOT IN (SELECT host FROM server_mute WHERE by_account_id IS NULL)))`
