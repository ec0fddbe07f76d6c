/** Writes to users, where a mail server is set: links that prove an address, and answers to registrations. */
import type { Locale } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { enqueueMail } from '../mail/index.ts'
import { type Letter, REGISTRATION_ANSWER, RESET_PASSWORD, type Sender, VERIFY_EMAIL } from './letters.ts'
import { type LinkOwner, makeMailLink } from './mail-links.ts'

export interface LetterDeps {
  readonly settings: Settings
  /** Public origin of this server. */
  readonly origin: string
  /** Whether a mail server is set. Without one, nothing is written and nothing is asked to be verified. */
  readonly hasMail: boolean
  /** Whether one more mail may go to an address; counts it. */
  readonly mayWriteTo: (email: string) => Promise<boolean>
}

export interface Addressee {
  readonly username: string
  readonly email: string
  readonly language: Locale
}

/** A server that cannot write would lock out everybody whom it asked to answer. */
export const mustVerify = ({ settings, hasMail }: LetterDeps) =>
  hasMail && settings.current().signup.requiresEmailVerification

const senderOf = ({ settings, origin }: LetterDeps): Sender => ({ name: settings.current().instance.name, origin })
const send = (tx: Queryable, { email: to }: Addressee, letter: Letter) => enqueueMail(tx, { to, ...letter })

/** @param addressee The address is the one that is to be verified. */
export async function askToVerify(
  tx: Queryable,
  deps: LetterDeps,
  { owner, addressee, isPending = false }: { owner: LinkOwner; addressee: Addressee; isPending?: boolean }
): Promise<void> {
  if (!deps.hasMail) return
  const token = await makeMailLink(tx, { owner, purpose: 'verify-email', email: addressee.email })
  const link = new URL('/verify-account/email', deps.origin)
  if ('userId' in owner) link.searchParams.set('userId', String(owner.userId))
  else link.searchParams.set('registrationId', String(owner.registrationId))
  link.searchParams.set('verificationString', token)
  if (isPending) link.searchParams.set('isPendingEmail', 'true')
  const { username, language } = addressee
  await send(tx, addressee, VERIFY_EMAIL[language](senderOf(deps), { username, link: link.href }))
}

export async function sendPasswordLink(
  tx: Queryable,
  deps: LetterDeps,
  addressee: Addressee & { readonly userId: number }
): Promise<void> {
  if (!deps.hasMail) return
  const { userId, username, email, language } = addressee
  const token = await makeMailLink(tx, { owner: { userId }, purpose: 'reset-password', email })
  const link = new URL('/reset-password', deps.origin)
  link.searchParams.set('userId', String(userId))
  link.searchParams.set('verificationString', token)
  await send(tx, addressee, RESET_PASSWORD[language](senderOf(deps), { username, link: link.href }))
}

export async function tellAnswer(
  tx: Queryable,
  deps: LetterDeps,
  { addressee, ...answer }: { addressee: Addressee; isAccepted: boolean; response: string }
): Promise<void> {
  if (!deps.hasMail) return
  const { username, language } = addressee
  await send(tx, addressee, REGISTRATION_ANSWER[language](senderOf(deps), { username, ...answer }))
}
