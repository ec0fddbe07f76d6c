/** SQL of the mutes slice. Tables: account_mute, server_mute; reads account, actor. */
import type { MuteListQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { literal, type Sql, sql, statementOf } from '../../platform/sql.ts'
import { type AccountJson, accountJson, actorJson, type Handle } from '../actors/index.ts'

/** Whose wish it is: an account's, or null for the whole server's. */
export type MutedBy = number | null

/** What is muted already stays so. */
export async function insertAccountMute(db: Queryable, by: MutedBy, accountId: number): Promise<void> {
  await db.query('INSERT INTO account_mute (by_account_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    by,
    accountId
  ])
}

export async function insertServerMute(db: Queryable, by: MutedBy, host: string): Promise<void> {
  await db.query('INSERT INTO server_mute (by_account_id, host) VALUES ($1, $2) ON CONFLICT DO NOTHING', [by, host])
}

/** @returns Whether it was muted. */
export async function deleteAccountMute(db: Queryable, by: MutedBy, accountId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM account_mute WHERE coalesce(by_account_id, 0) = coalesce($1, 0) AND account_id = $2',
    [by, accountId]
  )
  return rowCount === 1
}

/** @returns Whether it was muted. */
export async function deleteServerMute(db: Queryable, by: MutedBy, host: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM server_mute WHERE coalesce(by_account_id, 0) = coalesce($1, 0) AND host = $2',
    [by, host]
  )
  return rowCount === 1
}

interface MuteRow {
  readonly created_at: Date
  readonly by: AccountJson
}

export interface AccountMuteRow extends MuteRow {
  readonly muted: AccountJson
}

export interface ServerMuteRow extends MuteRow {
  readonly host: string
}

/** Accounts by themselves; the server by its own actor, which has no account. */
const BY = `
  coalesce(
    (SELECT ${accountJson('muting', 'muting_actor')} FROM account muting
       JOIN actor muting_actor ON muting_actor.id = muting.actor_id WHERE muting.id = mute.by_account_id),
    (SELECT ${actorJson('server_actor')} FROM actor server_actor
      WHERE server_actor.kind = 'application' AND server_actor.host IS NULL LIMIT 1)) AS by`

export function listAccountMutes(db: Queryable, by: MutedBy, query: MuteListQuery) {
  const { search } = query
  const found = search
    ? sql` AND (strpos(search_text(account_actor.preferred_username), search_text(${search})) > 0
             OR strpos(search_text(account_actor.display_name), search_text(${search})) > 0)`
    : literal('')
  return list<AccountMuteRow>(db, query, {
    columns: literal(`${BY}, ${accountJson()} AS muted`),
    from: sql`account_mute mute
      JOIN account ON account.id = mute.account_id
      JOIN actor account_actor ON account_actor.id = account.actor_id
      WHERE coalesce(mute.by_account_id, 0) = ${by ?? 0}${found}`
  })
}

export function listServerMutes(db: Queryable, by: MutedBy, query: MuteListQuery) {
  const found = query.search ? sql` AND strpos(mute.host, lower(${query.search})) > 0` : literal('')
  return list<ServerMuteRow>(db, query, {
    columns: literal(`${BY}, mute.host`),
    from: sql`server_mute mute WHERE coalesce(mute.by_account_id, 0) = ${by ?? 0}${found}`
  })
}

/** The page is joined to one row with the total, so that an empty page still tells it. */
async function list<Row extends MuteRow>(
  db: Queryable,
  { start, count, sort }: MuteListQuery,
  { columns, from }: { columns: Sql; from: Sql }
): Promise<{ total: number; rows: Row[] }> {
  const direction = literal(sort.startsWith('-') ? 'DESC' : 'ASC')
  const { rows } = await db.query<Row & { id: number | null; total: number }>(
    ...statementOf(sql`
      SELECT whole.total, page.*
        FROM (SELECT count(*) AS total FROM ${from}) whole
        LEFT JOIN (SELECT mute.id, mute.created_at, ${columns} FROM ${from}
                    ORDER BY mute.created_at ${direction}, mute.id ${direction}
                    LIMIT ${count} OFFSET ${start}) page ON true
       ORDER BY page.created_at ${direction}, page.id ${direction}`)
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.id !== null) }
}

export interface Muted {
  readonly byServer: boolean
  readonly byUser: boolean
}

/** In the order of the handles. */
export async function findAccountStatus(
  db: Queryable,
  byAccountId: MutedBy,
  handles: readonly Handle[]
): Promise<Muted[]> {
  const { rows } = await db.query<Muted>(
    `SELECT coalesce(bool_or(mute.by_account_id IS NULL) FILTER (WHERE mute.id IS NOT NULL), false) AS "byServer",
            coalesce(bool_or(mute.by_account_id = $1), false) AS "byUser"
       FROM unnest($2::text[], $3::text[]) WITH ORDINALITY wanted (name, host, place)
       LEFT JOIN actor ON lower(actor.preferred_username) = lower(wanted.name)
                      AND actor.host IS NOT DISTINCT FROM wanted.host
       LEFT JOIN account ON account.actor_id = actor.id
       LEFT JOIN account_mute mute ON mute.account_id = account.id
                                  AND (mute.by_account_id IS NULL OR mute.by_account_id = $1)
      GROUP BY wanted.place ORDER BY wanted.place LIMIT 100`,
    [byAccountId, handles.map(({ name }) => name), handles.map(({ host }) => host)]
  )
  return rows
}

/** In the order of the hosts. */
export async function findServerStatus(
  db: Queryable,
  byAccountId: MutedBy,
  hosts: readonly string[]
): Promise<Muted[]> {
  const { rows } = await db.query<Muted>(
    `SELECT coalesce(bool_or(mute.by_account_id IS NULL) FILTER (WHERE mute.id IS NOT NULL), false) AS "byServer",
            coalesce(bool_or(mute.by_account_id = $1), false) AS "byUser"
       FROM unnest($2::text[]) WITH ORDINALITY wanted (host, place)
       LEFT JOIN server_mute mute ON mute.host = lower(wanted.host)
                                 AND (mute.by_account_id IS NULL OR mute.by_account_id = $1)
      GROUP BY wanted.place ORDER BY wanted.place LIMIT 100`,
    [byAccountId, hosts]
  )
  return rows
}
