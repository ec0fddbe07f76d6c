/** HTTP surface of the auth slice for applications, mounted at /api/v1. Shapes: PeerTube 6.3. */
import { randomBytes } from 'node:crypto'
import express, { Router } from 'express'
import { type OAuthClientLocal, TokenBody } from '../../contract/index.ts'
import { operation, parse, requireViewer } from '../../platform/http.ts'
import { tokenHashOf } from './authenticate.ts'
import { clearSessionCookie, readSessionCookie } from './cookie.ts'
import { type GrantDeps, grantToken } from './grant-token.ts'
import { findFirstClient, insertFirstClient } from './store.ts'

export interface AuthRoutesDeps extends GrantDeps {
  /** Public origin of this server. */
  readonly origin: string
}

const BODY_LIMIT = '16kb'

export function authRoutes(deps: AuthRoutesDeps): Router {
  const router = Router()

  // 200
  router.get('/oauth-clients/local', operation('getOAuthClient'), async (_req, res) => {
    const client = (await findFirstClient(deps.db)) ?? (await insertFirstClient(deps.db, newClient()))
    res.json({ client_id: client.id, client_secret: client.secret } satisfies OAuthClientLocal)
  })

  // 200 | 400 invalid_client, invalid_grant, invalid_request, unsupported_grant_type | 429 too_many
  router.post(
    '/users/token',
    operation('getOAuthToken'),
    express.urlencoded({ extended: false, limit: BODY_LIMIT }),
    express.json({ limit: BODY_LIMIT }),
    async (req, res) => {
      const answer = await grantToken(deps, parse(TokenBody, req.body ?? {}), req.ip)
      res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }).json(answer)
    }
  )

  // 200 | 401 unauthenticated
  router.post('/users/revoke-token', operation('revokeOAuthToken'), async (req, res) => {
    requireViewer(res)
    const tokenHash = tokenHashOf(res)
    if (tokenHash) await deps.sessions.revoke(tokenHash)
    if (!req.get('Authorization') && readSessionCookie(req)) clearSessionCookie(res, deps.origin)
    res.json({ success: true })
  })

  return router
}

function newClient() {
  return { id: randomBytes(16).toString('hex'), secret: randomBytes(16).toString('hex') }
}
