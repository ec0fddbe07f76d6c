/** What managers do with users, and users with themselves. */
import type { UpdateMeBody, UpdateUserBody } from '../../contract/index.ts'
import { Preferences } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { DeleteDeps } from '../videos/index.ts'
import { changeAccount, changeUser, setBlocked } from './admin-store.ts'
import { FIRST_ADMINISTRATOR } from './ensure-first-administrator.ts'
import { hashPassword } from './password.ts'
import { findUser, setPendingEmail } from './store.ts'
import { roleOfId, type User } from './user.ts'
import type { ResetDeps } from './verify-and-reset.ts'
import { askToVerify, mustVerify } from './write-letters.ts'

/** `endSessions` ends every session and token of a user, at once in this process. */
export type ManageDeps = DeleteDeps & ResetDeps & { readonly isOwnPassword: IsOwnPassword }

/** Whether somebody knows the password they have. @throws AppError `too_many` after too many wrong ones. */
export type IsOwnPassword = (viewer: Viewer, password: string, address: string | undefined) => Promise<boolean>

const WRONG_PASSWORD = { wireCode: 'current_password_is_invalid' }

/**
 * The user, when this viewer may manage them: administrators everybody, moderators plain users only.
 *
 * @throws AppError `not_found`; `forbidden`
 */
export async function findManaged({ db }: Pick<ManageDeps, 'db'>, userId: number, viewer: Viewer): Promise<User> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('not_found', 'User not found')
  const mayManage = viewer.role === 'administrator' || (viewer.role === 'moderator' && user.role === 'user')
  if (!mayManage) throw new AppError('forbidden', 'Users can only be managed by moderators.')
  return user
}

/** @throws AppError `conflict` when the address is taken; `forbidden` for what only an administrator may give. */
export async function updateUser(
  deps: ManageDeps,
  { user, body, viewer }: { user: User; body: UpdateUserBody; viewer: Viewer }
): Promise<void> {
  const role = body.role === undefined ? undefined : roleOfId(body.role)
  if (role && role !== 'user' && viewer.role !== 'administrator')
    throw new AppError('forbidden', 'Only an administrator can give this role.')
  if (role && role !== 'administrator' && user.username === FIRST_ADMINISTRATOR)
    throw new AppError('invalid', 'Cannot change root role.')

  const passwordHash = body.password && (await hashPassword(body.password))
  await deps.db.transaction(async tx => {
    const isChanged = await changeUser(tx, user.id, {
      role,
      email: body.email,
      isEmailVerified: body.emailVerified,
      passwordHash,
      adminFlags: body.adminFlags,
      videoQuotaBytes: body.videoQuota,
      videoQuotaDailyBytes: body.videoQuotaDaily
    })
    if (!isChanged) throw emailTaken()
    if (passwordHash || (role && role !== user.role)) await deps.endSessions(user.id, tx)
  })
}

/**
 * @param address IP address they come from.
 * @throws AppError `unauthenticated` when the current password is wrong or missing where it is needed; `too_many`
 *   after too many wrong ones; `conflict` when the address is taken.
 */
export async function updateMe(
  deps: ManageDeps,
  viewer: Viewer,
  { body, address }: { body: UpdateMeBody; address: string | undefined }
): Promise<void> {
  if (body.password !== undefined || body.email !== undefined) {
    if (!(await deps.isOwnPassword(viewer, body.currentPassword ?? '', address)))
      throw new AppError('unauthenticated', 'currentPassword is invalid.', WRONG_PASSWORD)
  }
  const isAsked = body.email !== undefined && mustVerify(deps)
  if (isAsked && !(await deps.mayWriteTo(body.email!)))
    throw new AppError('too_many', 'Too many mails to this address. Try again later.', { retryAfterSeconds: 3600 })
  const passwordHash = body.password && (await hashPassword(body.password))
  await deps.db.transaction(async tx => {
    await changeAccount(tx, viewer.accountId, body)
    if (isAsked && !(await wantEmail(tx, deps, viewer.userId, body.email!))) throw emailTaken()
    const isChanged = await changeUser(tx, viewer.userId, {
      email: isAsked ? undefined : body.email,
      passwordHash,
      language: body.language,
      preferences: Preferences.parse(body)
    })
    if (!isChanged) throw emailTaken()
    if (passwordHash) await deps.endSessions(viewer.userId, tx)
  })
}

/** The new address is used once it is verified. @returns False when it is somebody else's. */
async function wantEmail(tx: Queryable, deps: ManageDeps, userId: number, email: string): Promise<boolean> {
  if (!(await setPendingEmail(tx, userId, email))) return false
  const user = await findUser(tx, userId)
  if (user) await askToVerify(tx, deps, { owner: { userId }, addressee: { ...user, email }, isPending: true })
  return true
}

/** Blocking ends the user's sessions. */
export async function blockUser(
  { db, endSessions }: ManageDeps,
  user: User,
  block: { isBlocked: boolean; reason: string | null }
): Promise<void> {
  if (user.username === FIRST_ADMINISTRATOR) throw new AppError('invalid', 'Cannot block the root user')
  await db.transaction(async tx => {
    await setBlocked(tx, user.id, block)
    if (block.isBlocked) await endSessions(user.id, tx)
  })
}

function emailTaken(): AppError {
  return new AppError('conflict', 'User with this email already exists.')
}
