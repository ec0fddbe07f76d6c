/** The cookie of a sign-in through the pages, and the rules that keep other sites from using it. */
import type { Request, Response } from 'express'
import { readCookie } from '../../platform/cookies.ts'
import { SESSION_LIFETIME_SECONDS } from './token.ts'

export const SESSION_COOKIE = 'colombier_session'

/** @param origin Public origin: under https the cookie never travels in the clear. */
export function setSessionCookie(res: Response, token: string, origin: string): void {
  res.cookie(SESSION_COOKIE, token, { ...attributes(origin), maxAge: SESSION_LIFETIME_SECONDS * 1000 })
}

export function clearSessionCookie(res: Response, origin: string): void {
  res.clearCookie(SESSION_COOKIE, attributes(origin))
}

/** @param cookies The `Cookie` request header. */
export function readSessionCookie(cookies: string | undefined): string | undefined {
  const value = readCookie(cookies, SESSION_COOKIE)
  return value && /^[0-9a-f]{40}$/.test(value) ? value : undefined
}

/** The browser itself says that one of our pages made this request; a page elsewhere cannot set these headers. */
export function isFromOurPages(req: Request, origin: string): boolean {
  return req.get('Origin') === origin || req.get('Sec-Fetch-Site') === 'same-origin'
}

/** The browser says that the request was made elsewhere. Text browsers say nothing, and are let in. */
export function isFromElsewhere(req: Request, origin: string): boolean {
  const saysSo = req.get('Origin') !== undefined || req.get('Sec-Fetch-Site') !== undefined
  return saysSo && !isFromOurPages(req, origin)
}

/**
 * Where to go after signing in: a path of this server, else the home page.
 *
 * @returns A path that begins with exactly one slash.
 */
export function safeNextPath(next: unknown, origin: string): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  // "/.//elsewhere" stays on our origin while it is parsed, and leaves it when the browser follows what is left.
  if (url.origin !== origin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}

function attributes(origin: string) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: origin.startsWith('https:') } as const
}
