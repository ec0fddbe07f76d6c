import { STORAGE } from '@colombier/transcoder/contract'
import { AppError } from '../../kernel/errors.ts'
import { log } from '../../platform/log.ts'
import { forgetMailsTo } from '../mail/index.ts'
import { type DeleteDeps, removeVideo } from '../videos/index.ts'
import {
  beginDeletion,
  deleteEmptyUser,
  findInterruptedDeletions,
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
  if (username === FIRST_ADMINISTRATOR) throw new AppError('invalid', 'Cannot remove the root user')
  await beginDeletion(deps.db, id)
  await deps.endSessions(id)
  await goOn(deps, id)
}

/** To be called at the start and now and then. Safe when several servers do. */
export async function finishDeletions(deps: DeleteUserDeps): Promise<void> {
  for (const id of await findInterruptedDeletions(deps.db, INTERRUPTED_SECONDS)) {
    await goOn(deps, id)
    log('users').info('Went on with the interrupted deletion of user {id}', { id })
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
