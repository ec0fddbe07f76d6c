/** HTTP surface for administrators of what could not be worked off, mounted at /api/v1. */
import type { Router } from 'express'
import { z } from 'zod'
import {
  InboxFailure,
  InboxFailureQuery,
  InboxFailureReference,
  InboxReplay,
  InboxReplayQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import { dropFailure, listFailures, listReplays, replayFailure } from './failure-store.ts'

const answer = z.object({ total: z.number(), data: z.array(InboxFailure) })
const replays = z.object({ total: z.number(), data: z.array(InboxReplay) })

export function inboxFailureRoutes({ db }: { db: Database }): Router {
  const api = apiRouter()
  api.on('getInboxFailures', { query: InboxFailureQuery, answer }, ({ query }) => listFailures(db, query))
  api.on('replayInboxFailure', { params: InboxFailureReference }, async ({ params, viewer }) => {
    assertFound(await replayFailure(db, params.id))
    log('federation').info('{by} has activity {id} worked off once more', { by: viewer.username, id: params.id })
  })
  api.on('getInboxReplays', { query: InboxReplayQuery, answer: replays }, ({ query }) => listReplays(db, query))
  api.on('deleteInboxFailure', { params: InboxFailureReference }, async ({ params, viewer }) => {
    assertFound(await dropFailure(db, params.id))
    log('federation').info('{by} drops activity {id}', { by: viewer.username, id: params.id })
  })
  return api.router
}

function assertFound(isThere: boolean): void {
  if (!isThere) throw new AppError('not_found', 'No such activity was set aside.')
}
