import type { Request, RequestHandler, Response } from 'express'
import type { Database } from '../../platform/postgres.ts'
import { isFromOurPages, readSessionCookie, setSessionCookie } from './cookie.ts'
import type { Sessions } from './sessions.ts'
import { extendSession, type Session } from './store.ts'
import { hashToken, SESSION_LIFETIME_SECONDS } from './token.ts'
import { noteActivity } from './token-session-store.ts'
import { visitOf } from './visit.ts'

export interface AuthenticateDeps {
  readonly db: Database
  readonly sessions: Sessions
  /** Public origin of this server. */
  readonly origin: string
}

/** A visit lengthens a session at most once in this time. */
const EXTEND_EVERY_MS = 24 * 3600 * 1000
/** So that reading does not mean writing. */
const NOTE_ACTIVITY_EVERY_SECONDS = 600
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Finds out who asks and leaves it for `viewerOf` and `requireViewer`. Refuses nobody: what needs no sign-in does not
 * care for a bad token, as on PeerTube.
 *
 * A bearer token counts before the cookie. The cookie serves to read; to change something, the request must come from
 * our own pages.
 */
export function authenticate(deps: AuthenticateDeps): RequestHandler {
  return async (req, res, next) => {
    const bearer = readBearer(req)
    if (bearer !== undefined) await acceptBearer(deps, req, res, bearer)
    else await acceptCookie(deps, req, res)
    next()
  }
}

/** Hash of the token this request came in with. */
export function tokenHashOf(res: Response): Buffer | undefined {
  return res.locals['tokenHash'] as Buffer | undefined
}

async function acceptBearer(deps: AuthenticateDeps, req: Request, res: Response, token: string): Promise<void> {
  const tokenHash = hashToken('access', token)
  const session = await deps.sessions.find(tokenHash)
  if (session) await remember(deps, req, res, { session, tokenHash })
  else res.locals['hasInvalidToken'] = true
}

async function acceptCookie(deps: AuthenticateDeps, req: Request, res: Response): Promise<void> {
  const token = readSessionCookie(req.headers.cookie)
  if (!token || !(SAFE_METHODS.has(req.method) || isFromOurPages(req, deps.origin))) return

  const tokenHash = hashToken('session', token)
  const session = await deps.sessions.find(tokenHash)
  if (!session) return
  await remember(deps, req, res, { session, tokenHash })

  const ageMs = SESSION_LIFETIME_SECONDS * 1000 - (session.expiresAt.getTime() - Date.now())
  // Only with a page: other answers may be kept by a cache, and the cookie with them.
  if (ageMs < EXTEND_EVERY_MS || !req.headers.accept?.includes('text/html')) return
  await extendSession(deps.db, tokenHash, SESSION_LIFETIME_SECONDS)
  deps.sessions.forget(tokenHash)
  setSessionCookie(res, token, deps.origin)
}

async function remember(
  { db, sessions }: AuthenticateDeps,
  req: Request,
  res: Response,
  { session, tokenHash }: { session: Session; tokenHash: Buffer }
): Promise<void> {
  res.locals['viewer'] = session.viewer
  res.locals['tokenHash'] = tokenHash
  if (Date.now() - session.activeAt.getTime() < NOTE_ACTIVITY_EVERY_SECONDS * 1000) return
  await noteActivity(db, tokenHash, visitOf(req), NOTE_ACTIVITY_EVERY_SECONDS)
  sessions.forget(tokenHash)
}

/** Other schemes, such as a proxy's own password, are not for us. */
function readBearer(req: Request): string | undefined {
  return /^Bearer +(\S{1,200})$/i.exec(req.get('Authorization') ?? '')?.[1]
}
