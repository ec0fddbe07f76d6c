/** HTTP surface of a user's sessions, mounted at /api/v1. Shapes: PeerTube. */
import type { Router } from 'express'
import { TokenSessionListQuery, TokenSessionReference, UserId } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { findManaged } from '../users/index.ts'
import { tokenHashOf } from './authenticate.ts'
import type { Sessions } from './sessions.ts'
import { findTokenHash, listTokenSessions } from './token-session-store.ts'

export interface TokenSessionDeps {
  readonly db: Database
  readonly sessions: Sessions
}

export function tokenSessionRoutes({ db, sessions }: TokenSessionDeps): Router {
  const api = apiRouter()

  api.on('listTokenSessions', { params: UserId, query: TokenSessionListQuery }, async call => {
    await assertMayManage(call, call.params.id)
    return listTokenSessions(db, call.params.id, { ...call.query, currentHash: tokenHashOf(call.res) })
  })

  api.on('revokeTokenSession', { params: TokenSessionReference }, async call => {
    const { id, tokenSessionId } = call.params
    await assertMayManage(call, id)
    const tokenHash = await findTokenHash(db, id, tokenSessionId)
    if (!tokenHash) throw new AppError('not_found', 'The token session does not exist or does not belong to the user.')
    await sessions.revoke(tokenHash)
    return { success: true }
  })

  /** Moderators look after plain users only. */
  async function assertMayManage(
    { viewer, assertMay }: { viewer: Viewer; assertMay(ownerAccountId: number | null): void },
    userId: number
  ): Promise<void> {
    if (userId === viewer.userId) return assertMay(viewer.accountId)
    assertMay(null)
    await findManaged({ db }, userId, viewer)
  }

  return api.router
}
