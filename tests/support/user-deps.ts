import { isOwnPassword } from '../../packages/server/src/features/auth/index.ts'
import type { Viewer } from '../../packages/server/src/platform/http.ts'
import { limitRecipients } from '../../packages/server/src/platform/limit-requests.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openRateLimiter } from '../../packages/server/src/platform/rate-limit.ts'

/** What the users slice is given from elsewhere in the whole server. */
export function userDeps(db: Database) {
  return {
    isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) =>
      isOwnPassword(db, viewer, { password, address }),
    mayWriteTo: limitRecipients({ limiter: openRateLimiter(db), secret: Buffer.from('secret'), factor: 1 })
  }
}
