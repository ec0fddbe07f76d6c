import { isOwnPassword } from '../../packages/server/src/features/auth/index.ts'
import type { Viewer } from '../../packages/server/src/platform/http.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'

/** Whether people know their passwords, as the whole server finds it out. */
export function passwordsOf(db: Database) {
  return {
    isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) =>
      isOwnPassword(db, viewer, { password, address })
  }
}
