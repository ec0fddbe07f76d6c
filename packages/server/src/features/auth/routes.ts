/** HTTP surface of the auth slice for applications, mounted at /api/v1. Shapes: PeerTube 6.3. */
import { randomBytes } from 'node:crypto'
import type { Response, Router } from 'express'
import { type OAuthClientLocal, TokenBody } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { findFeedToken, renewFeedToken } from '../users/index.ts'
import { tokenHashOf } from './authenticate.ts'
import { clearSessionCookie, readSessionCookie } from './cookie.ts'
import { type GrantDeps, grantToken } from './grant-token.ts'
import { findFirstClient, insertFirstClient } from './store.ts'
import { visitOf } from './visit.ts'

export interface AuthRoutesDeps extends GrantDeps {
  /** Public origin of this server. */
  readonly origin: string
}

/** Carries the code of a second factor. */
const OTP_HEADER = 'x-peertube-otp'

export function authRoutes(deps: AuthRoutesDeps): Router {
  const { db } = deps
  const api = apiRouter()

  api.on('getOAuthClient', {}, async (): Promise<OAuthClientLocal> => {
    const client = (await findFirstClient(db)) ?? (await insertFirstClient(db, newClient()))
    return { client_id: client.id, client_secret: client.secret }
  })

  // 400 invalid_client, invalid_grant, invalid_request, invalid_two_factor, unsupported_grant_type |
  // 401 missing_two_factor | 429 too_many
  api.on('getOAuthToken', { body: TokenBody }, async ({ body, req, res }) => {
    const code = req.get(OTP_HEADER)
    const answer = await grantToken(deps, body, { address: req.ip, code, visit: visitOf(req) }).catch(error =>
      tellCode(res, error)
    )
    res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' })
    return answer
  })

  api.on('revokeOAuthToken', {}, async ({ req, res }) => {
    const tokenHash = tokenHashOf(res)
    if (tokenHash) await deps.sessions.revoke(tokenHash)
    if (!req.get('Authorization') && readSessionCookie(req.headers.cookie)) clearSessionCookie(res, deps.origin)
    return { success: true }
  })

  api.on('getScopedTokens', {}, async ({ viewer }) => ({ feedToken: await findFeedToken(db, viewer.userId) }))
  api.on('renewScopedTokens', {}, async ({ viewer }) => ({ feedToken: await renewFeedToken(db, viewer.userId) }))
  return api.router
}

/** Clients ask for a code when they see this header. */
function tellCode(res: Response, error: unknown): never {
  if (error instanceof AppError && error.wireCode === 'missing_two_factor') res.set(OTP_HEADER, 'required; app')
  throw error
}

function newClient() {
  return { id: randomBytes(16).toString('hex'), secret: randomBytes(16).toString('hex') }
}
