/** How other servers take what they are told, and what of theirs was set aside, for administrators. */
import type { Router } from 'express'
import type { CallOperation } from '../../platform/call-operation.ts'
import { type Exchange, formPage, type Operate, operateWith, type Sent } from './form-page.ts'
import { isAdministrator } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'

interface Deps {
  readonly call: CallOperation
}

export function federationPage(router: Router, pages: PageResponder, { call }: Deps): void {
  const operate = operateWith(call)
  formPage(router, pages, {
    path: '/admin/federation',
    admits: isAdministrator,
    show: async (at, outcome) => ({ ...(await load(operate, at)), outcome }),
    forms: { peer: sent => retry(operate, sent), activity: sent => replay(operate, sent) }
  })
}

async function retry(operate: Operate, sent: Sent) {
  await operate(sent, 'retryPeer', { params: { host: sent.field('host') } })
  return 'retried' as const
}

async function replay(operate: Operate, sent: Sent) {
  await operate(sent, 'replayInboxFailure', { params: { id: sent.id } })
  return { deed: 'retried', to: `${sent.req.originalUrl}#replays` } as const
}

/** The newest; the API has the rest. */
const NEWEST = { start: 0, count: 20 }

async function load(operate: Operate, at: Exchange) {
  const page = pageNumber(at.req)
  const { total, data } = await operate(at, 'getPeers', { query: rangeOf(page) })
  const failed = await operate(at, 'getInboxFailures', { query: NEWEST })
  const replayed = await operate(at, 'getInboxReplays', { query: NEWEST })
  const peers = data.map(({ lastSuccessAt, failingSince, lastErrorAt, nextTryAt, ...peer }) => ({
    ...peer,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    lastErrorAt: lastErrorAt?.toISOString() ?? null,
    nextTryAt: nextTryAt?.toISOString() ?? null
  }))
  const failures = failed.data.map(({ id, type, actor, reason, attempts, failedAt, replayedAt }) => ({
    id,
    type,
    actor,
    reason,
    attempts,
    failedAt: failedAt.toISOString(),
    replayedAt: replayedAt?.toISOString() ?? null
  }))
  // Those that failed again are among the failures.
  const replays = replayed.data.flatMap(({ id, type, actor, state, reason, replayedAt }) =>
    state === 'failed' ? [] : [{ id, type, actor, state, reason, replayedAt: replayedAt.toISOString() }]
  )
  return {
    kind: 'federation' as const,
    peers,
    total,
    page,
    pageSize: PAGE_SIZE,
    failures,
    failuresTotal: failed.total,
    replays
  }
}
