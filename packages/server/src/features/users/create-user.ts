import { AppError } from '../../kernel/errors.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import {
  channelTitleOf,
  claimName,
  createChannel,
  createDefaultChannel,
  PEERTUBES_CHANNEL_NAME
} from '../channels/index.ts'
import { hashPassword } from './password.ts'
import { insertAccount, insertUser } from './store.ts'
import type { CreatedUser, NewUser } from './user.ts'

const UNLIMITED = -1

/**
 * Makes a login with its account and first channel, all or nothing.
 *
 * @throws AppError `conflict` when the user name (as account or channel), the e-mail address or the channel name is
 *   taken; `invalid` when account and channel would share one name.
 */
export async function createUser(db: Database, user: NewUser): Promise<CreatedUser> {
  // Before the transaction: hashing takes a while, and would hold a connection.
  const passwordHash = await hashPassword(user.password)
  return db.transaction(tx => insertUserWithAccount(tx, user, passwordHash))
}

/** As `createUser`, inside the caller's transaction. */
export async function insertUserWithAccount(
  tx: Queryable,
  user: Omit<NewUser, 'password'>,
  passwordHash: string
): Promise<CreatedUser> {
  const { username, email, role } = user
  if (user.channelName?.toLowerCase() === username.toLowerCase())
    throw new AppError('invalid', 'Channel name cannot be the same as user username.', { field: 'channelName' })
  const actorId = await claimName(tx, { kind: 'person', name: username, displayName: user.displayName ?? username })
  if (actorId === undefined) throw taken()

  const accountId = await insertAccount(tx, actorId)
  const id = await insertUser(tx, {
    username,
    email,
    passwordHash,
    role,
    accountId,
    language: user.language ?? 'en',
    isEmailVerified: user.isEmailVerified ?? null,
    videoQuotaBytes: user.videoQuotaBytes ?? UNLIMITED,
    videoQuotaDailyBytes: user.videoQuotaDailyBytes ?? UNLIMITED,
    adminFlags: user.adminFlags ?? 0
  })
  if (id === undefined) throw taken()

  const channelTitle = channelTitleOf(username, {
    pattern: user.defaultChannelName ?? PEERTUBES_CHANNEL_NAME,
    language: user.language ?? 'en'
  })
  const channelId = user.channelName
    ? await createChannel(tx, {
        accountId,
        name: user.channelName,
        displayName: user.channelDisplayName ?? channelTitle
      })
    : await createDefaultChannel(tx, accountId, { username, displayName: channelTitle })
  return { id, accountId, channelId }
}

function taken(): AppError {
  return new AppError('conflict', 'User with this username or email already exists.')
}
