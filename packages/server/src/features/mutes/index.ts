export { findAccountId } from './handle.ts'
export { mutedAccounts } from './muted.ts'
export { type MutesDeps, muteRoutes } from './routes.ts'
export { insertAccountMute, insertServerMute } from './store.ts'
