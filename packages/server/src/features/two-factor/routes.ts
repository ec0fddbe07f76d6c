/** HTTP surface of second factors, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import { ConfirmTwoFactorBody, CurrentPasswordBody, UserId } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import { apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import { type FactorOwner, findFactorOwner } from './store.ts'
import { confirmFactor, removeFactor, requestFactor } from './two-factor.ts'

export interface TwoFactorDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  /** @throws AppError `too_many` after too many wrong ones. */
  readonly isOwnPassword: (viewer: Viewer, password: string, address: string | undefined) => Promise<boolean>
}

interface FactorCall {
  readonly params: { readonly id: number }
  assertMay(ownerAccountId: number, message: string): void
}

export function twoFactorRoutes({ db, origin, isOwnPassword }: TwoFactorDeps): Router {
  const api = apiRouter()
  const site = siteOf(origin)

  api.on('requestTwoFactor', { params: UserId, body: CurrentPasswordBody }, async call => {
    const owner = await ownerOf(call)
    await assertPassword(call.viewer, call.body.currentPassword, call.req.ip)
    return requestFactor(db, site, owner)
  })
  api.on('confirmTwoFactorRequest', { params: UserId, body: ConfirmTwoFactorBody }, async call =>
    confirmFactor(db, await ownerOf(call), call.body)
  )
  // Administrators help those who lost their telephone, without knowing their password.
  api.on('disableTwoFactor', { params: UserId, body: CurrentPasswordBody }, async call => {
    const owner = await ownerOf(call)
    if (owner.userId === call.viewer.userId) await assertPassword(call.viewer, call.body.currentPassword, call.req.ip)
    await removeFactor(db, owner)
  })

  async function ownerOf({ params, assertMay }: FactorCall): Promise<FactorOwner> {
    const owner = await findFactorOwner(db, params.id)
    if (!owner) throw new AppError('not_found', 'User not found')
    assertMay(owner.accountId, 'Cannot change the second factor of another user.')
    return owner
  }

  async function assertPassword(viewer: Viewer, password: string, address: string | undefined): Promise<void> {
    if (!(await isOwnPassword(viewer, password, address)))
      throw new AppError('forbidden', 'currentPassword is invalid.', { wireCode: 'current_password_is_invalid' })
  }
  return api.router
}
