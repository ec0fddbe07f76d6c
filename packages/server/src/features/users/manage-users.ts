/** What managers do with users, and users with themselves. */
import type { UpdateMeBody, UpdateUserBody } from '../../contract/index.ts'
import { Preferences } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type DeleteDeps, removeVideo } from '../videos/index.ts'
import { changeAccount, changeUser, deleteEmptyUser, setBlocked, someVideosOfUser } from './admin-store.ts'
import { FIRST_ADMINISTRATOR } from './ensure-first-administrator.ts'
import { hashPassword, isPasswordRight } from './password.ts'
import { findPasswordHash, findUser, setPendingEmail } from './store.ts'
import { roleOfId, type User } from './user.ts'
import type { ResetDeps } from './verify-and-reset.ts'
import { askToVerify, mustVerify } from './write-letters.ts'

/** `endSessions` ends every session and token of a user, at once in this process. */
export type ManageDeps = DeleteDeps & ResetDeps

const DELETED_AT_ONCE = 50
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
  const isChanged = await deps.db.transaction(tx =>
    changeUser(tx, user.id, {
      ...{ role, email: body.email, passwordHash, adminFlags: body.adminFlags },
      ...{ videoQuotaBytes: body.videoQuota, videoQuotaDailyBytes: body.videoQuotaDaily }
    })
  )
  if (!isChanged) throw emailTaken()
  if (passwordHash || (role && role !== user.role)) await deps.endSessions(user.id)
}

/** @throws AppError `unauthenticated` when the current password is wrong or missing where it is needed. */
export async function updateMe(deps: ManageDeps, viewer: Viewer, body: UpdateMeBody): Promise<void> {
  if (body.password !== undefined || body.email !== undefined) {
    const isRight = await isPasswordRight(body.currentPassword ?? '', await findPasswordHash(deps.db, viewer.userId))
    if (!isRight) throw new AppError('unauthenticated', 'currentPassword is invalid.', WRONG_PASSWORD)
  }
  const passwordHash = body.password && (await hashPassword(body.password))
  const isAsked = body.email !== undefined && mustVerify(deps)
  const isChanged = await deps.db.transaction(async tx => {
    await changeAccount(tx, viewer.accountId, body)
    if (isAsked && !(await wantEmail(tx, deps, viewer.userId, body.email!))) return false
    return changeUser(tx, viewer.userId, {
      ...{ email: isAsked ? undefined : body.email, passwordHash, language: body.language },
      preferences: Preferences.parse(body)
    })
  })
  if (!isChanged) throw emailTaken()
  if (passwordHash) await deps.endSessions(viewer.userId)
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
  await setBlocked(db, user.id, block)
  if (block.isBlocked) await endSessions(user.id)
}

/**
 * Deletes a user with everything that is theirs: videos and files first, some at a time, then the rest at once. The
 * login is blocked before, so that nothing new comes in; after a crash, deleting again goes on.
 */
export async function deleteUser(deps: ManageDeps, { id, username }: Pick<User, 'id' | 'username'>): Promise<void> {
  if (username === FIRST_ADMINISTRATOR) throw new AppError('invalid', 'Cannot remove the root user')
  await setBlocked(deps.db, id, { isBlocked: true, reason: null })
  await deps.endSessions(id)
  for (;;) {
    const videoIds = await someVideosOfUser(deps.db, id, DELETED_AT_ONCE)
    for (const videoId of videoIds) await removeVideo(deps, videoId)
    if (videoIds.length > 0) continue
    const isDeleted = await deps.db.transaction(tx => deleteEmptyUser(tx, id))
    if (isDeleted || (await someVideosOfUser(deps.db, id, 1)).length === 0) return
  }
}

function emailTaken(): AppError {
  return new AppError('conflict', 'User with this email already exists.')
}
