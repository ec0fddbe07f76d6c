import type { TokenAnswer, TokenBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Database, Queryable } from '../../platform/postgres.ts'
import { recordLogin } from '../users/index.ts'
import { checkPassword } from './check-password.ts'
import type { Sessions } from './sessions.ts'
import { findClientSecret, insertToken, type NewToken, takeByRefresh } from './store.ts'
import { ACCESS_LIFETIME_SECONDS, hashToken, newToken, REFRESH_LIFETIME_SECONDS } from './token.ts'
import type { Visit } from './visit.ts'

export interface GrantDeps {
  readonly db: Database
  readonly sessions: Sessions
}

/** What comes beside the body. */
export interface GrantContext {
  /** IP address of who asks. */
  readonly address: string | undefined
  /** Of the second factor. */
  readonly code: string | undefined
  readonly visit: Visit
}

/**
 * `POST /api/v1/users/token`. Names and sentences of the errors: PeerTube 6.3, after RFC 6749 §5.2.
 *
 * @throws AppError `invalid` with the wire code `invalid_client`, `invalid_request`, `unsupported_grant_type` or
 *   `invalid_grant`; `too_many` after too many wrong passwords; as `checkPassword`.
 */
export async function grantToken(deps: GrantDeps, body: TokenBody, context: GrantContext): Promise<TokenAnswer> {
  if (!body.client_id || !body.client_secret)
    throw refused('invalid_client', 'Invalid client: cannot retrieve client credentials')
  if ((await findClientSecret(deps.db, body.client_id)) !== body.client_secret)
    throw refused('invalid_client', 'Invalid client: client is invalid')

  switch (required(body, 'grant_type')) {
    case 'password':
      return grantByPassword(deps, body, context)
    case 'refresh_token':
      return grantByRefresh(deps, required(body, 'refresh_token'), context.visit)
    default:
      throw refused('unsupported_grant_type', 'Unsupported grant type: `grant_type` is invalid')
  }
}

async function grantByPassword({ db }: GrantDeps, body: TokenBody, context: GrantContext): Promise<TokenAnswer> {
  const login = required(body, 'username')
  const password = required(body, 'password')

  const userId = await checkPassword(db, { login, password, ...context })
  if (userId === undefined) throw refused('invalid_grant', 'Invalid grant: user credentials are invalid')

  return db.transaction(async tx => {
    await recordLogin(tx, userId)
    return issueToken(tx, { userId, visit: context.visit })
  })
}

/** The old pair ends in the same transaction in which the new one begins: a refresh token serves once. */
async function grantByRefresh({ db, sessions }: GrantDeps, refreshToken: string, visit: Visit): Promise<TokenAnswer> {
  const outcome = await db.transaction(async tx => {
    const taken = await takeByRefresh(tx, hashToken('refresh', refreshToken))
    if (!taken) return undefined
    const { userId, login, isExpired } = taken
    return { taken, answer: isExpired ? undefined : await issueToken(tx, { userId, visit, login }) }
  })

  if (!outcome) throw refused('invalid_grant', 'Invalid grant: refresh token is invalid')
  sessions.forget(outcome.taken.accessHash)
  if (!outcome.answer) throw refused('invalid_grant', 'Invalid grant: refresh token has expired')
  return outcome.answer
}

async function issueToken(tx: Queryable, holder: Pick<NewToken, 'userId' | 'visit' | 'login'>): Promise<TokenAnswer> {
  const access = newToken()
  const refresh = newToken()
  await insertToken(tx, {
    ...holder,
    accessHash: hashToken('access', access),
    accessSeconds: ACCESS_LIFETIME_SECONDS,
    refreshHash: hashToken('refresh', refresh),
    refreshSeconds: REFRESH_LIFETIME_SECONDS
  })
  return {
    token_type: 'Bearer',
    access_token: access,
    refresh_token: refresh,
    expires_in: ACCESS_LIFETIME_SECONDS,
    refresh_token_expires_in: REFRESH_LIFETIME_SECONDS
  }
}

function required(body: TokenBody, name: keyof TokenBody): string {
  const value = body[name]
  if (!value) throw refused('invalid_request', `Missing parameter: \`${name}\``)
  return value
}

function refused(wireCode: string, message: string): AppError {
  return new AppError('invalid', message, { wireCode })
}
