import type { PageUser } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { listChannels } from '../channels/index.ts'
import { findUser } from './store.ts'

/**
 * Who is signed in, as every page shows them.
 *
 * @throws AppError `unauthenticated` when the user is gone.
 */
export async function findPageUser(db: Queryable, userId: number): Promise<PageUser> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  const channels = await listChannels(db, user.accountId)
  return {
    username: user.username,
    displayName: user.displayName,
    isAdministrator: user.role === 'administrator',
    isModerator: user.role !== 'user',
    channels: channels.map(({ id, name, displayName }) => ({ id, name, displayName }))
  }
}
