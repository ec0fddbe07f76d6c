/** How other servers take what they are told, for administrators. A plain form: no script is needed. */
import { type Request, type Router, urlencoded } from 'express'
import { type Page, type Peer, PeerReference } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isAdministrator } from './administrators-only.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface FederationPageDeps {
  readonly listPeers: (range: { start: number; count: number }) => Promise<{ total: number; data: Peer[] }>
  /** @returns Whether there is such a peer. */
  readonly retryPeer: (host: string) => Promise<boolean>
}

const ADDRESS = '/admin/federation'

export function federationPage(router: Router, pages: PageResponder, deps: FederationPageDeps): void {
  router.get(ADDRESS, async (req, res) => {
    if (isAdministrator(req, res)) await pages.respond(req, res, await load(deps, req))
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    if (!isAdministrator(req, res)) return
    const parsed = PeerReference.safeParse(req.body)
    if (!parsed.success || !(await deps.retryPeer(parsed.data.host.toLowerCase())))
      throw new AppError('not_found', 'Nothing was ever told to this server.')
    res.redirect(303, `${ADDRESS}?page=${pageNumber(req)}`)
  })
}

async function load({ listPeers }: FederationPageDeps, req: Request): Promise<Page> {
  const page = pageNumber(req)
  const { total, data } = await listPeers(rangeOf(page))
  const peers = data.map(({ lastSuccessAt, failingSince, lastErrorAt, nextTryAt, ...peer }) => ({
    ...peer,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    lastErrorAt: lastErrorAt?.toISOString() ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null
  }))
  return { kind: 'federation', peers, total, page, pageSize: PAGE_SIZE }
}
