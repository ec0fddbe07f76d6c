import { STORAGE } from '@colombier/transcoder/contract'
import { AppError } from '../../kernel/errors.ts'
import { log } from '../../platform/log.ts'
import { forgetMailsTo } from '../mail/index.ts'
import { type DeleteDeps, removeVideo } from '../videos/index.ts'
import {
  beginDeletion,
  deleteEmptyUser,
  findOpenDeletions,
  queueDeletions,
  someVideosOfUser,
  type UserBelongings
} from './delete-store.ts'
import { FIRST_ADMINISTRATOR } from './ensure-first-administrator.ts'
import type { User } from './user.ts'

export interface DeleteUserDeps extends DeleteDeps {
  readonly endSessions: (userId: number) => Promise<void>
}

const DELETED_AT_ONCE = 50
/** A deletion that has gone on for so long may have been interrupted. Going on with one that was not does no harm. */
const INTERRUPTED_SECONDS = 300

/**
 * Deletes a user with everything that is theirs: videos and files first, some at a time, then the rest at once. The
 * login is blocked before, so that nothing new comes in. What a crash interrupts, `finishDeletions` goes on with.
 */
export async function deleteUser(deps: DeleteUserDeps, { id, username }: Pick<User, 'id' | 'username'>): Promise<void> {
  assertDeletable(username)
  await beginDeletion(deps.db, id)
  await deps.endSessions(id)
  await goOn(deps, id)
}

/** Of all of them or of none. Their logins are blocked; the rest is left to `finishDeletions`, one after the other. */
export async function deleteUsers(
  deps: DeleteUserDeps,
  users: readonly Pick<User, 'id' | 'username'>[]
): Promise<void> {
  for (const { username } of users) assertDeletable(username)
  await queueDeletions(
    deps.db,
    users.map(({ id }) => id)
  )
  for (const { id } of users) await deps.endSessions(id)
}

function assertDeletable(username: string): void {
  if (username === FIRST_ADMINISTRATOR) throw new AppError('invalid', 'Cannot remove the root user')
}

/** Then others have their turn, and a server that is to stop does. */
const TURN_MS = 10_000

/** To be called at the start and now and then. Safe when several servers do. */
export async function finishDeletions(deps: DeleteUserDeps): Promise<void> {
  const untilMs = performance.now() + TURN_MS
  for (const id of await findOpenDeletions(deps.db, INTERRUPTED_SECONDS)) {
    if (performance.now() > untilMs) return
    try {
      await deps.endSessions(id)
      await goOn(deps, id)
      log('users').info('Went on with the deletion of user {id}', { id })
    } catch (error) {
      // It must not keep the others from being deleted.
      log('users').error('The deletion of user {id} failed, and is tried again: {error}', { id, error })
    }
  }
}

async function goOn(deps: DeleteUserDeps, userId: number): Promise<void> {
  for (;;) {
    const videoIds = await someVideosOfUser(deps.db, userId, DELETED_AT_ONCE)
    for (const videoId of videoIds) await removeVideo(deps, videoId)
    if (videoIds.length > 0) continue
    const outcome = await deps.db.transaction(async tx => {
      const belongings = await deleteEmptyUser(tx, userId)
      if (belongings) await forgetMailsTo(tx, belongings.email)
      return belongings
    })
    if (outcome) await removeFiles(deps, outcome)
    if (outcome || (await someVideosOfUser(deps.db, userId, 1)).length === 0) return
  }
}

/** Of what is left behind by a crash here, the sweeper finds that it is nobody's. */
async function removeFiles(
  { storage }: DeleteUserDeps,
  { avatars, banners, thumbnails, archives }: Omit<UserBelongings, 'email'>
): Promise<void> {
  const keys = [
    ...avatars.map(name => `${STORAGE.avatars}/${name}`),
    ...banners.map(name => `${STORAGE.banners}/${name}`),
    ...thumbnails.map(name => `${STORAGE.thumbnails}/${name}`),
    ...archives.map(name => `${STORAGE.exports}/${name}`)
  ]
  await Promise.all(keys.map(key => storage.remove(key)))
}
