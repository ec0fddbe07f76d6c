/** HTTP surface for registering, managing and changing users, mounted at /api/v1. Shapes: PeerTube 6.3. */
import express, { type Request, type Response, Router } from 'express'
import {
  BlockUserBody,
  RegisterBody,
  UpdateMeBody,
  UpdateUserBody,
  UserId,
  UserListQuery
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { operation, parse, requireViewer, type Viewer } from '../../platform/http.ts'
import type { Settings } from '../configuration/index.ts'
import { pageOfUsers } from './admin-store.ts'
import { blockUser, deleteUser, findManaged, type ManageDeps, register, updateMe, updateUser } from './manage-users.ts'
import { describeManaged } from './my-user.ts'
import { sumStoredBytes } from './store.ts'
import type { User } from './user.ts'

export interface UserAdminDeps extends ManageDeps {
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
}

/** PeerTube's right to manage users. */
const MANAGE_USERS = 1
const json = express.json({ limit: '64kb' })

export function userAdminRoutes(deps: UserAdminDeps): Router {
  const router = Router()

  // 204 | 400 | 403 | 409
  router.post('/users/register', operation('registerUser'), json, async (req, res) => {
    const { signup, user } = deps.settings.current()
    if (!signup.enabled || signup.requiresApproval)
      throw new AppError('forbidden', 'User registration is not enabled on this instance.')
    const quota = { videoQuotaBytes: user.videoQuota, videoQuotaDailyBytes: user.videoQuotaDaily }
    await register(deps, parse(RegisterBody, req.body), quota)
    res.sendStatus(204)
  })

  // 204 | 400 | 401 | 409
  router.put('/users/me', operation('putUserInfo'), json, async (req, res) => {
    await updateMe(deps, requireViewer(res), parse(UpdateMeBody, req.body))
    res.sendStatus(204)
  })

  // 204 | 400 | 401
  router.delete('/users/me', async (_req, res) => {
    const { userId: id, username } = requireViewer(res)
    await deleteUser(deps, { id, username })
    res.sendStatus(204)
  })

  managerRoutes(router, deps)
  return router
}

/** Each: 401 | 403 | 404, besides what stands there. */
function managerRoutes(router: Router, deps: UserAdminDeps): void {
  const { db, origin } = deps

  router.get('/users', operation('getUsers'), async (req, res) => {
    requireManager(res)
    const { total, users } = await pageOfUsers(db, parse(UserListQuery, req.query, 'query'))
    const data = await Promise.all(users.map(user => describeManaged(db, user, origin)))
    res.json({ total, data })
  })

  router.get('/users/:id', operation('getUser'), async (req, res) => {
    const { id } = await managed(req, res)
    const { totalBytes, dailyBytes } = await sumStoredBytes(db, id)
    res.json(await describeManaged(db, { id, storedBytes: totalBytes, storedBytesDaily: dailyBytes }, origin))
  })

  // 204 | 400 | 409
  router.put('/users/:id', operation('putUser'), json, async (req, res) => {
    const viewer = requireManager(res)
    const body = parse(UpdateUserBody, req.body)
    await updateUser(deps, { user: await managed(req, res), body, viewer })
    res.sendStatus(204)
  })

  for (const [verb, isBlocked] of [
    ['block', true],
    ['unblock', false]
  ] as const) {
    router.post(`/users/:id/${verb}`, json, async (req, res) => {
      const user = await managed(req, res)
      const { reason } = parse(BlockUserBody, req.body ?? {})
      await blockUser(deps, user, { isBlocked, reason: isBlocked ? (reason ?? null) : null })
      res.sendStatus(204)
    })
  }

  router.delete('/users/:id', operation('delUser'), async (req, res) => {
    await deleteUser(deps, await managed(req, res))
    res.sendStatus(204)
  })

  function managed(req: Request, res: Response): Promise<User> {
    const viewer = requireManager(res)
    return findManaged(deps, parse(UserId, req.params, 'params').id, viewer)
  }
}

/** @throws AppError `forbidden` in PeerTube's words. */
function requireManager(res: Response): Viewer {
  const viewer = requireViewer(res)
  if (viewer.role === 'user')
    throw new AppError('forbidden', `User ${viewer.username} does not have right ${MANAGE_USERS} to access to /.`)
  return viewer
}
