/** The choice of a language by a client of the API, mounted at /api/v1: the cookie that the pages' own switch sets. */
import type { Response, Router } from 'express'
import { ClientLanguageBody, type Locale } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { LANG_COOKIE } from '../../platform/locale.ts'

const YEAR_MS = 365 * 86_400_000

export function clientLanguageRoutes(): Router {
  const api = apiRouter()
  // The first is PeerTube's documentation's word, the second its server's.
  api.on('updateClientLanguage', { body: ClientLanguageBody }, ({ body, res }) => setLanguage(res, body.language))
  api.on('updateInterfaceLanguage', { body: ClientLanguageBody }, ({ body, res }) => setLanguage(res, body.language))
  return api.router
}

export function setLanguage(res: Response, locale: Locale): void {
  res.cookie(LANG_COOKIE, locale, { maxAge: YEAR_MS, sameSite: 'lax', path: '/', httpOnly: true })
}
