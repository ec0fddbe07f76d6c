/** What the pages for visitors need: the server's numbers, whom it is linked with, and how one joins. */
import { countTotals } from '../features/about/index.ts'
import type { AboutPageDeps, SignUpPageDeps } from '../features/pages/index.ts'
import { listLinkedHosts } from '../features/server-follows/index.ts'
import { register, requestRegistration } from '../features/users/index.ts'
import { createCache } from '../platform/cache.ts'
import type { Parts } from './compose-parts.ts'

/** Counting everything takes a moment, and nobody needs it to the minute. */
const TOTALS_TTL_MS = 5 * 60_000

export function composeWelcome({ db, settings, hasMail, users }: Parts): AboutPageDeps & SignUpPageDeps {
  const totals = createCache<Awaited<ReturnType<typeof countTotals>>>({ ttlMs: TOTALS_TTL_MS, maxEntries: 1 })
  return {
    settings,
    hasMail,
    countTotals: () => totals.get('', () => countTotals(db)),
    listLinkedHosts: () => listLinkedHosts(db),
    register: (body, locale) => register(users, body, locale),
    requestRegistration: (body, locale) => requestRegistration(users, body, locale)
  }
}
