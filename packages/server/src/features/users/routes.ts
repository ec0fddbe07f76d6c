/** HTTP surface of the users slice, mounted at /api/v1. Shapes: PeerTube 6.3. */
import express, { type Response, Router } from 'express'
import { type CreateUserAnswer, CreateUserBody, type VideoQuotaUsed } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { parse, requireViewer } from '../../platform/http.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Settings } from '../configuration/index.ts'
import { createUser } from './create-user.ts'
import { describeMyUser } from './my-user.ts'
import { sumStoredBytes } from './store.ts'
import { roleOfId } from './user.ts'

export interface UsersDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
}

/** PeerTube's right to manage users. */
const MANAGE_USERS = 1

export function userRoutes({ db, origin, settings }: UsersDeps): Router {
  const router = Router()

  // 200 | 401 unauthenticated
  router.get('/users/me', async (_req, res) => {
    const { userId } = requireViewer(res)
    res.json(await describeMyUser(db, userId, origin))
  })

  // 200 | 401 unauthenticated
  router.get('/users/me/video-quota-used', async (_req, res) => {
    const used = await sumStoredBytes(db, requireViewer(res).userId)
    res.json({ videoQuotaUsed: used.totalBytes, videoQuotaUsedDaily: used.dailyBytes } satisfies VideoQuotaUsed)
  })

  // 200 | 400 invalid | 401 unauthenticated | 403 forbidden | 409 conflict
  router.post('/users', express.json({ limit: '16kb' }), async (req, res) => {
    requireUserManager(res)
    const body = parse(CreateUserBody, req.body)
    const { videoQuota, videoQuotaDaily } = settings.current().user

    const user = await createUser(db, {
      username: body.username,
      email: body.email,
      password: body.password,
      role: roleOfId(body.role)!,
      channelName: body.channelName,
      videoQuotaBytes: body.videoQuota ?? videoQuota,
      videoQuotaDailyBytes: body.videoQuotaDaily ?? videoQuotaDaily
    })
    res.json({ user: { id: user.id, account: { id: user.accountId } } } satisfies CreateUserAnswer)
  })

  return router
}

function requireUserManager(res: Response): void {
  const { username, role } = requireViewer(res)
  if (role !== 'administrator')
    throw new AppError('forbidden', `User ${username} does not have right ${MANAGE_USERS} to access to /.`)
}
