/** SQL of the watched words slice. Tables: watched_words_list, comment_review_tag, video_automatic_tag; reads account, actor. */
import type { WatchedWordsBody, WatchedWordsChange, WatchedWordsQuery } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'

/** Whose lists: an account's, or null for the moderators'. */
export type Watcher = number | null

/** Every comment is compared with all of them. */
const LISTS_MAX = 100

export interface ListRow {
  readonly id: number
  readonly name: string
  readonly words: readonly string[]
  readonly created_at: Date
  readonly updated_at: Date
}

const SORT_COLUMNS: Readonly<Record<string, string>> = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  listName: 'lower(name)'
}

export async function listLists(
  db: Queryable,
  watcher: Watcher,
  { start, count, sort }: WatchedWordsQuery
): Promise<{ total: number; rows: ListRow[] }> {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC'
  const order = `${SORT_COLUMNS[sort.replace('-', '')]} ${direction}, id ${direction}`
  const from = 'watched_words_list WHERE coalesce(account_id, 0) = coalesce($1, 0)'
  const { rows } = await db.query<ListRow & { total: number; id: number | null }>(
    `SELECT whole.total, page.*
       FROM (SELECT count(*) AS total FROM ${from}) whole
       LEFT JOIN (SELECT id, name, words, created_at, updated_at, row_number() OVER (ORDER BY ${order}) AS place
                    FROM ${from} ORDER BY place LIMIT $2 OFFSET $3) page ON true
      ORDER BY page.place`,
    [watcher, count, start]
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(row => row.id !== null) }
}

/** @returns The list's id; undefined when there are too many, or one of that name. */
export async function insertList(
  db: Queryable,
  watcher: Watcher,
  { listName, words }: WatchedWordsBody
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO watched_words_list (account_id, name, words)
     SELECT $1::bigint, $2, $3
      WHERE (SELECT count(*) FROM watched_words_list WHERE coalesce(account_id, 0) = coalesce($1, 0)) < ${LISTS_MAX}
     ON CONFLICT (coalesce(account_id, 0), name) DO NOTHING RETURNING id`,
    [watcher, listName, words]
  )
  return rows[0]?.id
}

/** Call it inside a transaction. */
export async function lockList(tx: Queryable, watcher: Watcher, id: number): Promise<{ name: string } | undefined> {
  const { rows } = await tx.query<{ name: string }>(
    'SELECT name FROM watched_words_list WHERE coalesce(account_id, 0) = coalesce($1, 0) AND id = $2 FOR UPDATE',
    [watcher, id]
  )
  return rows[0]
}

/** @returns Whether another list of that name is in the way: then nothing changed. */
export async function changeList(
  tx: Queryable,
  id: number,
  { listName, words }: WatchedWordsChange
): Promise<{ isNameTaken: boolean }> {
  const { rowCount } = await tx.query(
    `UPDATE watched_words_list list
        SET name = coalesce($2, name), words = coalesce($3, words), updated_at = now()
      WHERE id = $1 AND NOT EXISTS (
        SELECT FROM watched_words_list other
         WHERE coalesce(other.account_id, 0) = coalesce(list.account_id, 0) AND other.name = $2 AND other.id <> $1)`,
    [id, listName ?? null, words ?? null]
  )
  return { isNameTaken: rowCount === 0 }
}

export async function deleteList(tx: Queryable, id: number): Promise<void> {
  await tx.query('DELETE FROM watched_words_list WHERE id = $1', [id])
}

export async function listNames(db: Queryable, watcher: Watcher): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM watched_words_list WHERE coalesce(account_id, 0) = coalesce($1, 0)
      ORDER BY lower(name) LIMIT ${LISTS_MAX}`,
    [watcher]
  )
  return rows.map(({ name }) => name)
}

export interface Watched {
  readonly accountId: Watcher
  readonly name: string
  readonly words: readonly string[]
}

/** The lists of an account and of the moderators. */
export async function findWatched(db: Queryable, accountId: number): Promise<Watched[]> {
  const { rows } = await db.query<Watched>(
    `SELECT account_id AS "accountId", name, words FROM watched_words_list
      WHERE coalesce(account_id, 0) IN (0, $1) LIMIT ${2 * LISTS_MAX}`,
    [accountId],
    'watched-words'
  )
  return rows
}

const SERVER = 0

/** The lists of the moderators alone. */
export const findWatchedByServer = (db: Queryable) => findWatched(db, SERVER)

/** Call it inside the transaction that changes the video. */
export async function replaceVideoTags(tx: Queryable, videoId: number, names: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM video_automatic_tag WHERE video_id = $1 AND name <> ALL($2)', [videoId, names])
  await tx.query(
    'INSERT INTO video_automatic_tag (video_id, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [videoId, names]
  )
}

/** Tags that make comments wait for this account. */
export async function findReviewTags(db: Queryable, accountId: number): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    'SELECT name FROM comment_review_tag WHERE account_id = $1 ORDER BY name LIMIT 1000',
    [accountId],
    'review-tags'
  )
  return rows.map(({ name }) => name)
}

/** Call it inside a transaction: of two changes at once, the later one stands whole. */
export async function replaceReviewTags(tx: Queryable, accountId: number, names: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId])
  await tx.query('DELETE FROM comment_review_tag WHERE account_id = $1', [accountId])
  await tx.query(
    'INSERT INTO comment_review_tag (account_id, name) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING',
    [accountId, names]
  )
}

/** A tag goes, or changes its name, with its list. */
export async function renameReviewTag(
  tx: Queryable,
  accountId: number,
  { from, to }: { from: string; to: string | undefined }
): Promise<void> {
  const { rowCount } = await tx.query('DELETE FROM comment_review_tag WHERE account_id = $1 AND name = $2', [
    accountId,
    from
  ])
  if (rowCount === 0 || to === undefined) return
  await tx.query('INSERT INTO comment_review_tag (account_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    accountId,
    to
  ])
}

/** Of an account of this server. */
export async function findLocalAccount(db: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT account.id FROM account JOIN actor ON actor.id = account.actor_id
      WHERE lower(actor.preferred_username) = lower($1) AND actor.host IS NULL`,
    [name]
  )
  return rows[0]?.id
}
