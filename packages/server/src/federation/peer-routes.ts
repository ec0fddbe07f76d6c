/** HTTP surface of the exchange with other servers, for administrators, mounted at /api/v1. */
import type { Router } from 'express'
import { z } from 'zod'
import { Peer, PeerQuery, PeerReference } from '../contract/index.ts'
import { AppError } from '../kernel/errors.ts'
import { apiRouter } from '../platform/api-router.ts'
import { log } from '../platform/log.ts'
import type { Database } from '../platform/postgres.ts'
import { listPeers, retryNow } from './delivery/health.ts'

export function peerRoutes({ db }: { readonly db: Database }): Router {
  const api = apiRouter()
  const answer = z.object({ total: z.number().int(), data: z.array(Peer) })

  api.on('getPeers', { query: PeerQuery, answer }, ({ query }) => listPeers(db, query))

  api.on('retryPeer', { params: PeerReference }, async ({ params, viewer }) => {
    const host = params.host.toLowerCase()
    if (!(await retryNow(db, host))) throw new AppError('not_found', `Nothing was ever told to ${host}.`)
    log('federation').info('{by} has {host} tried at once', { by: viewer.username, host })
  })
  return api.router
}
