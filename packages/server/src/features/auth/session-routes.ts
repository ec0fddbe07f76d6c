/** Signing in and out through the pages, with forms and a cookie. Mounted at the root. */
import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { SignInFailure } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { parse } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import type { Database } from '../../platform/postgres.ts'
import { recordLogin } from '../users/index.ts'
import { checkPassword } from './check-password.ts'
import { clearSessionCookie, isFromElsewhere, readSessionCookie, safeNextPath, setSessionCookie } from './cookie.ts'
import type { Sessions } from './sessions.ts'
import { insertToken } from './store.ts'
import { hashToken, newToken, SESSION_LIFETIME_SECONDS } from './token.ts'
import { type Visit, visitOf } from './visit.ts'

/** What the sign-in page shows again after a failure. */
export interface FailedSignIn {
  readonly username: string
  readonly failure: SignInFailure
  /** A path of this server. */
  readonly next: string
}

export interface SessionRoutesDeps {
  readonly db: Database
  readonly sessions: Sessions
  /** Public origin of this server. */
  readonly origin: string
  /** Answers with the sign-in page and a status of its choice. */
  readonly renderSignIn: (req: Request, res: Response, failed: FailedSignIn) => void | Promise<void>
}

const field = z.string().max(1000).default('')
const SignInForm = z.object({ username: field, password: field, code: field, next: field })

/** By what `checkPassword` refuses with. */
const FAILURES: Readonly<Record<string, SignInFailure>> = {
  missing_two_factor: 'code',
  invalid_two_factor: 'wrongCode',
  account_is_blocked: 'blocked',
  email_not_verified: 'unverified',
  account_waiting_for_approval: 'waiting',
  account_approval_rejected: 'rejected'
}

export function sessionRoutes(deps: SessionRoutesDeps): Router {
  const router = Router()

  // 303 | the sign-in page again | 403 forbidden
  router.post('/login', express.urlencoded({ extended: false, limit: '16kb' }), async (req, res) => {
    assertOurForm(req, deps.origin)
    const form = parse(SignInForm, req.body ?? {})
    const next = safeNextPath(form.next, deps.origin)

    const outcome = await tryPassword(deps.db, form, req, res)
    if (typeof outcome === 'string') {
      await deps.renderSignIn(req, res, { username: form.username, failure: outcome, next })
      return
    }
    await endSession(deps, req)
    setSessionCookie(res, await beginSession(deps.db, outcome.userId, visitOf(req)), deps.origin)
    res.redirect(303, next)
  })

  // 303 | 403 forbidden
  router.post('/logout', async (req, res) => {
    assertOurForm(req, deps.origin)
    await endSession(deps, req)
    clearSessionCookie(res, deps.origin)
    res.redirect(303, '/')
  })

  return router
}

async function tryPassword(
  db: Database,
  { username, password, code }: z.output<typeof SignInForm>,
  req: Request,
  res: Response
): Promise<FailedSignIn['failure'] | { userId: number }> {
  if (username === '' || password === '') return 'wrong'
  try {
    await countAgainst(res, 'sign-in')
    const userId = await checkPassword(db, {
      login: username.trim(),
      password,
      address: req.ip,
      code: code.replace(/\s/g, '')
    })
    return userId === undefined ? 'wrong' : { userId }
  } catch (error) {
    const failure = error instanceof AppError ? FAILURES[error.wireCode ?? ''] : undefined
    if (failure) return failure
    if (!(error instanceof AppError) || error.code !== 'too_many') throw error
    res.setHeader('Retry-After', String(error.retryAfterSeconds))
    return 'throttled'
  }
}

/** @returns The token for the cookie. */
async function beginSession(db: Database, userId: number, visit: Visit): Promise<string> {
  const token = newToken()
  await db.transaction(async tx => {
    await recordLogin(tx, userId)
    await insertToken(tx, {
      userId,
      visit,
      accessHash: hashToken('session', token),
      accessSeconds: SESSION_LIFETIME_SECONDS,
      // Pages need no refresh token: nobody is told this one.
      refreshHash: hashToken('refresh', newToken()),
      refreshSeconds: SESSION_LIFETIME_SECONDS
    })
  })
  return token
}

async function endSession({ sessions }: SessionRoutesDeps, req: Request): Promise<void> {
  const token = readSessionCookie(req.headers.cookie)
  if (token) await sessions.revoke(hashToken('session', token))
}

/** Else another site could sign a visitor in under its own account, or out. */
function assertOurForm(req: Request, origin: string): void {
  if (isFromElsewhere(req, origin))
    throw new AppError('forbidden', `This form was sent from another address. Open ${origin} and try again.`)
}
