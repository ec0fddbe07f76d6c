/** What the pages for administrators have in common: who may see them, and forms that come back to them. */
import { type Request, type Response, type Router, urlencoded } from 'express'
import { ADMIN_OUTCOMES, type AdminOutcome, type Page } from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { isAdministrator } from './page-access.ts'
import type { PageResponder } from './page-responder.ts'

export type Form = Readonly<Record<string, unknown>>

interface AdminPageRoutes {
  readonly load: (req: Request) => Promise<Page>
  /** Does what a form says; the outcome is told on the page, at the address that it came from. @throws AppError */
  readonly act?: (form: Form, viewer: Viewer, req: Request) => Promise<AdminOutcome | Shown>
}

/** The page again, instead of an outcome. */
interface Shown {
  readonly page: Page
  /** What was sent cannot be taken. */
  readonly isFaulty: boolean
}

export function adminPage(router: Router, pages: PageResponder, address: string, { load, act }: AdminPageRoutes): void {
  router.get(address, async (req: Request, res: Response) => {
    if (isAdministrator(req, res)) await pages.respond(req, res, await load(req))
  })
  if (!act) return
  router.post(address, urlencoded({ extended: false, limit: '1mb' }), async (req: Request, res: Response) => {
    if (!isAdministrator(req, res)) return
    const answer = await act((req.body ?? {}) as Form, viewerOf(res)!, req)
    if (typeof answer === 'object') return pages.respond(req, res, answer.page, answer.isFaulty ? 400 : 200)
    const query = new URLSearchParams(req.originalUrl.split('?')[1])
    query.set('done', answer)
    res.redirect(303, `${req.path}?${query}`)
  })
}

export const outcomeOf = ({ query }: Request): AdminOutcome | null =>
  ADMIN_OUTCOMES.find(outcome => outcome === query['done']) ?? null

/** One line of a form; empty for anything else. */
export const textOf = (value: unknown, max = 1000): string => (typeof value === 'string' ? value.slice(0, max) : '')
