/** Copies of videos between servers, for administrators. A plain form: no script is needed. */
import { type Request, type Router, urlencoded } from 'express'
import { CopyForm, type CopyOnPage, CopyPageQuery, type Page } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { toShortUuid } from '../../kernel/short-uuid.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface RedundancyPageDeps {
  readonly listCopies: (
    target: CopyPageQuery['target'],
    range: { start: number; count: number }
  ) => Promise<{ total: number; data: CopyOnPage[] }>
  /** @returns Whether there was such a copy. */
  readonly dropCopy: (id: number) => Promise<boolean>
}

const ADDRESS = '/admin/redundancy'

export function redundancyPage(router: Router, pages: PageResponder, deps: RedundancyPageDeps): void {
  router.get(ADDRESS, async (req, res) => {
    if (isAdministrator(req, res)) await pages.respond(req, res, await load(deps, req))
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    if (!isAdministrator(req, res)) return
    const parsed = CopyForm.safeParse(req.body)
    if (!parsed.success || !(await deps.dropCopy(parsed.data.id)))
      throw new AppError('not_found', 'Video redundancy not found')
    res.redirect(303, `${ADDRESS}?target=${targetOf(req)}&page=${pageNumber(req)}`)
  })
}

const targetOf = (req: Request) => CopyPageQuery.parse(req.query).target

async function load({ listCopies }: RedundancyPageDeps, req: Request): Promise<Page> {
  const page = pageNumber(req)
  const target = targetOf(req)
  const { total, data } = await listCopies(target, rangeOf(page))
  const copies = data.map(copy => ({ ...copy, watchPath: `/w/${toShortUuid(copy.videoUuid)}` }))
  return { kind: 'redundancy', target, copies, total, page, pageSize: PAGE_SIZE }
}
