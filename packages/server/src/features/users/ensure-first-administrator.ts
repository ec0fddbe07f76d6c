import type { Database } from '../../platform/postgres.ts'
import { insertUserWithAccount } from './create-user.ts'
import { hashPassword } from './password.ts'
import { hasAdministrator } from './store.ts'
import { makeUpPassword } from './user.ts'

/** As on PeerTube. */
export const FIRST_ADMINISTRATOR = 'root'

export interface FirstAdministrator {
  /** Made up when undefined. */
  readonly password: string | undefined
  readonly email: string
  /**
   * Called with a made-up password before the administrator exists: once it does, nobody can learn the password
   * again, so a crash must find it kept already. A later call replaces what an unfinished one has kept.
   */
  readonly keepPassword?: (password: string) => Promise<void>
}

/**
 * Makes the first administrator unless the server has one. Two processes that start at once make one together.
 *
 * @returns `password` only when it was made up and the administrator was made by this call.
 */
export async function ensureFirstAdministrator(
  db: Database,
  { password, email, keepPassword }: FirstAdministrator
): Promise<{ created: boolean; password: string | undefined }> {
  if (await hasAdministrator(db)) return { created: false, password: undefined }

  const madeUp = password === undefined ? makeUpPassword() : undefined
  const passwordHash = await hashPassword(password ?? madeUp!)

  return db.transaction(async tx => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('first-administrator'))")
    if (await hasAdministrator(tx)) return { created: false, password: undefined }

    // Whoever set the server up gave this address, and nobody is there yet to ask.
    const user = { username: FIRST_ADMINISTRATOR, email, role: 'administrator', isEmailVerified: true } as const
    await insertUserWithAccount(tx, user, passwordHash)
    if (madeUp !== undefined) await keepPassword?.(madeUp)
    return { created: true, password: madeUp }
  })
}
