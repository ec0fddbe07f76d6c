import type { PageUser } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findAccount } from '../actors/index.ts'
import { listChannels } from '../channels/index.ts'
import { findUser } from './store.ts'

/** CSS pixels of the picture in the header, for screens with two dots each. */
const AVATAR_WIDTH = 64

/**
 * Who is signed in, as every page shows them.
 *
 * @throws AppError `unauthenticated` when the user is gone.
 */
export async function findPageUser(db: Queryable, site: Site, userId: number): Promise<Omit<PageUser, 'unread'>> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  const [channels, { avatars }] = await Promise.all([
    listChannels(db, user.accountId),
    findAccount(db, site, user.username)
  ])
  return {
    username: user.username,
    displayName: user.displayName,
    isAdministrator: user.role === 'administrator',
    isModerator: user.role !== 'user',
    sensitive: user.preferences,
    channels: channels.map(({ id, name, displayName }) => ({ id, name, displayName })),
    avatarPath: (avatars.findLast(({ width }) => width >= AVATAR_WIDTH) ?? avatars[0])?.path ?? null
  }
}
