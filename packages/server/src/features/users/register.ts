/** Who gets an account: everybody, or those whom a moderator lets in, as the settings say. */
import type { Locale, RegisterBody, Registration, RegistrationRequestBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { appendEvent } from '../../platform/events.ts'
import type { Database } from '../../platform/postgres.ts'
import { insertUserWithAccount } from './create-user.ts'
import { hashPassword } from './password.ts'
import { answerRegistration, insertRegistration, lockRegistration, toRegistration } from './registration-store.ts'
import { countUsers } from './store.ts'
import { askToVerify, type LetterDeps, mustVerify, tellAnswer } from './write-letters.ts'

export interface RegisterDeps extends LetterDeps {
  readonly db: Database
}

/** @throws AppError `conflict` when a name or the address is taken; `forbidden` unless everybody may register. */
export async function register(deps: RegisterDeps, body: RegisterBody, language: Locale): Promise<void> {
  await assertRoom(deps)
  if (deps.settings.current().signup.requiresApproval)
    throw new AppError('forbidden', 'User registration requires an approval on this instance.')
  const passwordHash = await hashPassword(body.password)
  const isEmailVerified = mustVerify(deps) ? false : null
  await deps.db.transaction(async tx => {
    const user = { ...namesOf(body), ...settledFor(deps), role: 'user', language, isEmailVerified } as const
    const { id } = await insertUserWithAccount(tx, user, passwordHash)
    await appendEvent(tx, { type: 'user.registered', userId: id })
    if (isEmailVerified === false)
      await askToVerify(tx, deps, { owner: { userId: id }, addressee: { ...user, language } })
  })
}

/** @throws AppError `conflict`; `forbidden`; `invalid` when nobody has to approve. */
export async function requestRegistration(
  deps: RegisterDeps,
  body: RegistrationRequestBody,
  language: Locale
): Promise<Registration> {
  await assertRoom(deps)
  if (!deps.settings.current().signup.requiresApproval)
    throw new AppError('invalid', 'Signup approval is not enabled on this instance')
  const passwordHash = await hashPassword(body.password)
  const isVerified = mustVerify(deps) ? false : null
  return deps.db.transaction(async tx => {
    const row = await insertRegistration(tx, { body, passwordHash, isVerified, language })
    if (!row)
      throw new AppError('conflict', 'A user or registration with this username, channel name or email already exists.')
    await appendEvent(tx, { type: 'registration.requested', registrationId: row.id })
    if (isVerified === false) await askToVerify(tx, deps, { owner: { registrationId: row.id }, addressee: row })
    return toRegistration(row)
  })
}

export interface RegistrationAnswer {
  readonly isAccepted: boolean
  readonly response: string
  /** Whether the answer is mailed. */
  readonly isTold: boolean
}

/** @throws AppError `not_found`; `conflict` when it was answered already, or when a name was taken meanwhile. */
export async function answerRequest(
  deps: RegisterDeps,
  registrationId: number,
  { isAccepted, response, isTold }: RegistrationAnswer
): Promise<void> {
  await deps.db.transaction(async tx => {
    const row = await lockRegistration(tx, registrationId)
    if (!row) throw new AppError('not_found', 'Registration not found')
    if (!row.passwordHash) throw new AppError('conflict', 'This registration is already accepted or rejected.')
    const { username, email, channelName, channelDisplayName, language, emailVerified: isEmailVerified } = row
    const user = {
      username,
      email,
      displayName: row.displayName ?? undefined,
      channelName: channelName ?? undefined,
      channelDisplayName: channelDisplayName ?? undefined,
      ...settledFor(deps),
      role: 'user' as const,
      language,
      isEmailVerified
    }
    const made = isAccepted ? await insertUserWithAccount(tx, user, row.passwordHash) : undefined
    await answerRegistration(tx, registrationId, { userId: made?.id ?? null, response })
    if (isTold) await tellAnswer(tx, deps, { addressee: row, isAccepted, response })
  })
}

/** @throws AppError `forbidden` */
async function assertRoom({ db, settings }: RegisterDeps): Promise<void> {
  const { enabled, limit } = settings.current().signup
  if (!enabled || (limit >= 0 && (await countUsers(db)) >= limit))
    throw new AppError('forbidden', 'User registration is not enabled on this instance.')
}

function namesOf({ username, email, displayName, channel }: RegisterBody) {
  return { username, email, displayName, channelName: channel?.name, channelDisplayName: channel?.displayName }
}

/** What the settings say of new users. */
function settledFor({ settings }: RegisterDeps) {
  const { videoQuota, videoQuotaDaily, defaultChannelName } = settings.current().user
  return { videoQuotaBytes: videoQuota, videoQuotaDailyBytes: videoQuotaDaily, defaultChannelName }
}
