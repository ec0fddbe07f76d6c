import type { Database } from '../../platform/postgres.ts'
import { deleteExpiredTokens } from './store.ts'
import { forgetOldFailures } from './throttle.ts'

/** Deletes expired tokens and the failures that no longer count. To be called about once an hour. */
export async function sweepAuth(db: Database): Promise<void> {
  await deleteExpiredTokens(db)
  await forgetOldFailures(db)
}
