export { changeAccount, changeUser } from './admin-store.ts'
export { createUser } from './create-user.ts'
export { finishDeletions } from './delete-user.ts'
export { ensureFirstAdministrator, FIRST_ADMINISTRATOR } from './ensure-first-administrator.ts'
export { findPageUser } from './find-page-user.ts'
export { findManaged } from './manage-users.ts'
export { describeMyUser } from './my-user.ts'
export { isPasswordRight } from './password.ts'
export { assertQuota, quotaLeft, quotaReached } from './quota.ts'
export { register, requestRegistration } from './register.ts'
export { findAsked } from './registration-store.ts'
export { type UsersDeps, userRoutes } from './routes.ts'
export {
  findFeedToken,
  findLogin,
  findP2pChoice,
  type Login,
  recordLogin,
  renewFeedToken,
  sumStoredBytes
} from './store.ts'
export type { CreatedUser, NewUser } from './user.ts'
export { accountLinks } from './verify-and-reset.ts'
