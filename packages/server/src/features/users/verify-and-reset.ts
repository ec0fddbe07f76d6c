/** What the links in mails do. Asking for one tells nobody whether an address is somebody's. */
import { AppError } from '../../kernel/errors.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { changeUser } from './admin-store.ts'
import { type LinkOwner, takeMailLink } from './mail-links.ts'
import { hashPassword } from './password.ts'
import type { RegisterDeps } from './register.ts'
import { findUnverifiedRegistration, setRegistrationVerified } from './registration-store.ts'
import { findAddressee, setEmailVerified } from './store.ts'
import { askToVerify, sendPasswordLink } from './write-letters.ts'

export interface ResetDeps extends RegisterDeps {
  /** Ends every session and token of a user, at once in this process. */
  readonly endSessions: (userId: number, tx?: Queryable) => Promise<void>
}

/** Told to nobody: an answer would say that somebody else asked. */
const mayAsk = async ({ hasMail, mayWriteTo }: ResetDeps, email: string) => hasMail && (await mayWriteTo(email))

export async function askForPasswordLink(deps: ResetDeps, email: string): Promise<void> {
  if (!(await mayAsk(deps, email))) return
  const addressee = await findAddressee(deps.db, email)
  if (addressee) await deps.db.transaction(tx => sendPasswordLink(tx, deps, addressee))
}

/** Ends every session, also those of whoever knew the old password. @throws AppError `forbidden` */
export async function resetPassword(
  deps: ResetDeps,
  userId: number,
  { password, token }: { password: string; token: string }
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await deps.db.transaction(async tx => {
    const email = await takeMailLink(tx, { owner: { userId }, purpose: 'reset-password', token })
    const isChanged = email !== undefined && (await setEmailVerified(tx, userId, email))
    if (!isChanged) throw badLink()
    await changeUser(tx, userId, { passwordHash })
    await deps.endSessions(userId, tx)
  })
}

export async function askForVerification(deps: ResetDeps, email: string): Promise<void> {
  if (!(await mayAsk(deps, email))) return
  const addressee = await findAddressee(deps.db, email)
  if (addressee?.isEmailVerified === false)
    await deps.db.transaction(tx => askToVerify(tx, deps, { owner: { userId: addressee.userId }, addressee }))
}

export async function askForRegistrationVerification(deps: ResetDeps, email: string): Promise<void> {
  if (!(await mayAsk(deps, email))) return
  const row = await findUnverifiedRegistration(deps.db, email)
  if (row) await deps.db.transaction(tx => askToVerify(tx, deps, { owner: { registrationId: row.id }, addressee: row }))
}

/** The address of an account, or the one that is to replace it. @throws AppError `forbidden` */
export async function verifyUserEmail({ db }: ResetDeps, userId: number, token: string): Promise<void> {
  await db.transaction(async tx => {
    const email = await takeMailLink(tx, { owner: { userId }, purpose: 'verify-email', token })
    if (email === undefined || !(await setEmailVerified(tx, userId, email))) throw badLink()
  })
}

/** @throws AppError `forbidden` */
export async function verifyRegistrationEmail({ db }: ResetDeps, registrationId: number, token: string): Promise<void> {
  await db.transaction(async tx => {
    const email = await takeMailLink(tx, { owner: { registrationId }, purpose: 'verify-email', token })
    if (email === undefined || !(await setRegistrationVerified(tx, registrationId, email))) throw badLink()
  })
}

/** What the pages behind the links need. */
export const accountLinks = (deps: ResetDeps) => ({
  askForPasswordLink: (email: string) => askForPasswordLink(deps, email),
  resetPassword: (userId: number, change: { password: string; token: string }) => resetPassword(deps, userId, change),
  verifyEmail: (owner: LinkOwner, token: string) =>
    'userId' in owner
      ? verifyUserEmail(deps, owner.userId, token)
      : verifyRegistrationEmail(deps, owner.registrationId, token)
})

const badLink = () => new AppError('forbidden', 'Invalid verification string.')
