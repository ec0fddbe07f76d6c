/** How other servers take what they are told, and what of theirs was set aside, for administrators. Plain forms: no script is needed. */
import { type Request, type Router, urlencoded } from 'express'
import {
  type InboxFailure,
  InboxFailureReference,
  type InboxReplay,
  type Page,
  type Peer,
  PeerReference
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

export interface FederationPageDeps {
  readonly listPeers: (range: { start: number; count: number }) => Promise<{ total: number; data: Peer[] }>
  /** @returns Whether there is such a peer. */
  readonly retryPeer: (host: string) => Promise<boolean>
  readonly listFailures: (range: { start: number; count: number }) => Promise<{ total: number; data: InboxFailure[] }>
  readonly listReplays: (range: { start: number; count: number }) => Promise<{ data: InboxReplay[] }>
  /** @returns Whether it was set aside. */
  readonly replayFailure: (id: number) => Promise<boolean>
}

const ADDRESS = '/admin/federation'

export function federationPage(router: Router, pages: PageResponder, deps: FederationPageDeps): void {
  router.get(ADDRESS, async (req, res) => {
    if (isAdministrator(req, res)) await pages.respond(req, res, await load(deps, req))
  })
  router.post(ADDRESS, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    if (!isAdministrator(req, res)) return
    const isReplay = req.body?.activity !== undefined
    await (isReplay ? replay(deps, req.body.activity) : retry(deps, req.body))
    res.redirect(303, `${ADDRESS}?page=${pageNumber(req)}${isReplay ? '#replays' : ''}`)
  })
}

async function retry({ retryPeer }: FederationPageDeps, told: unknown): Promise<void> {
  const parsed = PeerReference.safeParse(told)
  if (!parsed.success || !(await retryPeer(parsed.data.host.toLowerCase())))
    throw new AppError('not_found', 'Nothing was ever told to this server.')
}

async function replay({ replayFailure }: FederationPageDeps, id: unknown): Promise<void> {
  const parsed = InboxFailureReference.safeParse({ id })
  if (!parsed.success || !(await replayFailure(parsed.data.id)))
    throw new AppError('not_found', 'No such activity was set aside.')
}

/** The newest; the API has the rest. */
const FAILURES = { start: 0, count: 20 }

async function load({ listPeers, listFailures, listReplays }: FederationPageDeps, req: Request): Promise<Page> {
  const page = pageNumber(req)
  const { total, data } = await listPeers(rangeOf(page))
  const failed = await listFailures(FAILURES)
  const replayed = await listReplays(FAILURES)
  const peers = data.map(({ lastSuccessAt, failingSince, lastErrorAt, nextTryAt, ...peer }) => ({
    ...peer,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    lastErrorAt: lastErrorAt?.toISOString() ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null
  }))
  const failures = failed.data.map(({ id, type, actor, reason, attempts, failedAt, replayedAt }) => ({
    ...{ id, type, actor, reason, attempts },
    failedAt: failedAt.toISOString(),
    replayedAt: replayedAt?.toISOString() ?? null
  }))
  // Those that failed again are among the failures.
  const replays = replayed.data.flatMap(({ id, type, actor, state, reason, replayedAt }) =>
    state === 'failed' ? [] : [{ id, type, actor, state, reason, replayedAt: replayedAt.toISOString() }]
  )
  return {
    ...{ kind: 'federation', peers, total, page, pageSize: PAGE_SIZE },
    ...{ failures, failuresTotal: failed.total, replays }
  }
}
