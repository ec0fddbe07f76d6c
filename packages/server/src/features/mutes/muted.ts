/** Who is muted for a reader: the one condition that every list, search and thread takes. */
import type { Viewer } from '../../platform/http.ts'
import { type Sql, sql } from '../../platform/sql.ts'

/**
 * A query for the accounts that a reader is spared, by their own wish or the server's, one by one or with their whole
 * server. They are few, so that `NOT IN` keeps them in a hash. Never null.
 *
 * @param alsoBy An SQL expression for one more account whose mutes count: the owner of the place where words stand.
 */
export function mutedAccounts(viewer: Pick<Viewer, 'accountId'> | undefined, alsoBy?: Sql): Sql {
  const mine = viewer ? sql` OR by_account_id = ${viewer.accountId}` : sql``
  const theirs = alsoBy ? sql` OR by_account_id = ${alsoBy}` : sql``
  const by = sql`(by_account_id IS NULL${mine}${theirs})`
  return sql`
    SELECT account_mute.account_id FROM account_mute WHERE ${by}
    UNION ALL
    SELECT account.id FROM actor JOIN account ON account.actor_id = actor.id
     WHERE actor.host = ANY(ARRAY(SELECT host FROM server_mute WHERE ${by}))`
}
