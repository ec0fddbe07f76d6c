/** Making, changing and removing lists of watched words. */
import type { WatchedWordsBody, WatchedWordsChange } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/postgres.ts'
import { changeList, deleteList, insertList, lockList, renameReviewTag, type Watcher } from './store.ts'

/**
 * @returns The list's id.
 * @throws AppError `invalid`, as PeerTube says it, when there is one of that name.
 */
export async function addList(db: Database, watcher: Watcher, list: WatchedWordsBody): Promise<number> {
  const id = await insertList(db, watcher, list)
  if (id === undefined) throw nameTaken(list.listName)
  return id
}

/** What waits for the owner by the list's old name waits by its new one. */
export async function updateList(
  db: Database,
  watcher: Watcher,
  { id, change }: { id: number; change: WatchedWordsChange }
): Promise<void> {
  await db.transaction(async tx => {
    const list = await lockList(tx, watcher, id)
    if (!list) throw unknownList()
    const { isNameTaken } = await changeList(tx, id, change)
    if (isNameTaken) throw nameTaken(change.listName ?? list.name)
    const isRenamed = change.listName !== undefined && change.listName !== list.name
    if (watcher !== null && isRenamed) await renameReviewTag(tx, watcher, { from: list.name, to: change.listName })
  })
}

export async function removeList(db: Database, watcher: Watcher, id: number): Promise<void> {
  await db.transaction(async tx => {
    const list = await lockList(tx, watcher, id)
    if (!list) throw unknownList()
    await deleteList(tx, id)
    if (watcher !== null) await renameReviewTag(tx, watcher, { from: list.name, to: undefined })
  })
}

function nameTaken(name: string): AppError {
  return new AppError('invalid', `Watched words list with name ${name} already exists, or there are too many lists`)
}

const unknownList = () => new AppError('not_found', 'Unknown watched words list id for this account')
