/** HTTP surface of the users slice, mounted at /api/v1. Shapes: PeerTube 6.3. */
import type { Router } from 'express'
import {
  BlockUserBody,
  type CreateUserAnswer,
  CreateUserBody,
  DeleteUsersBody,
  UpdateMeBody,
  UpdateUserBody,
  UserId,
  UserListQuery,
  UserQuery,
  type VideoQuotaUsed
} from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { type ApiRouter, apiRouter } from '../../platform/api-router.ts'
import type { Viewer } from '../../platform/http.ts'
import { countAgainst } from '../../platform/limit-requests.ts'
import { localeOf } from '../../platform/locale.ts'
import { pageOfUsers } from './admin-store.ts'
import { createUser } from './create-user.ts'
import { deleteUser, deleteUsers } from './delete-user.ts'
import { blockUser, findManaged, type ManageDeps, updateMe, updateUser } from './manage-users.ts'
import { describeManaged, describeMyUser } from './my-user.ts'
import { serveRegistration } from './registration-routes.ts'
import { sumStoredBytes } from './store.ts'
import type { User } from './user.ts'
import { roleOfId } from './user.ts'
import { countDoings } from './user-stats.ts'

export type UsersDeps = ManageDeps

export function userRoutes(deps: UsersDeps): Router {
  const api = apiRouter()
  // Before the paths with an id: their words are no ids.
  serveMyself(api, deps)
  serveRegistration(api, deps)
  serveManagers(api, deps)
  return api.router
}

function serveMyself(api: ApiRouter, deps: UsersDeps): void {
  const { db } = deps
  api.on('getUserInfo', {}, ({ viewer }) => describeMyUser(db, viewer.userId, deps))

  api.on('getMyVideoQuotaUsed', {}, async ({ viewer }): Promise<VideoQuotaUsed> => {
    const { totalBytes, dailyBytes } = await sumStoredBytes(db, viewer.userId)
    return { videoQuotaUsed: totalBytes, videoQuotaUsedDaily: dailyBytes }
  })

  // 401 for a wrong current password | 409
  api.on('putUserInfo', { body: UpdateMeBody }, async ({ viewer, body, req, res }) => {
    if (body.email !== undefined) await countAgainst(res, 'mail')
    await updateMe(deps, viewer, { body, address: req.ip })
  })

  api.on('delMe', {}, ({ viewer: { userId: id, username } }) => deleteUser(deps, { id, username }))
}

function serveManagers(api: ApiRouter, deps: UsersDeps): void {
  const { db, settings } = deps

  api.on('getUsers', { query: UserListQuery }, async ({ query }) => {
    const { total, users } = await pageOfUsers(db, query)
    return { total, data: await describeManaged(db, users, deps) }
  })

  // 409
  api.on('addUser', { body: CreateUserBody }, async ({ viewer, body, req }): Promise<CreateUserAnswer> => {
    const role = roleOfId(body.role)!
    if (role !== 'user' && viewer.role !== 'administrator')
      throw new AppError('forbidden', 'You can only create users (and not administrators or moderators).')
    const { videoQuota, videoQuotaDaily, defaultChannelName } = settings.current().user
    const { username, email, password, channelName, adminFlags } = body
    const user = await createUser(db, {
      username,
      email,
      password,
      role,
      channelName,
      adminFlags,
      language: localeOf(req),
      defaultChannelName,
      videoQuotaBytes: body.videoQuota ?? videoQuota,
      videoQuotaDailyBytes: body.videoQuotaDaily ?? videoQuotaDaily
    })
    return { user: { id: user.id, account: { id: user.accountId } } }
  })

  api.on('getUser', { params: UserId, query: UserQuery }, async call => {
    const { id } = await managed(call)
    const { totalBytes, dailyBytes } = await sumStoredBytes(db, id)
    const [user] = await describeManaged(db, [{ id, storedBytes: totalBytes, storedBytesDaily: dailyBytes }], deps)
    return call.query.withStats ? { ...user, ...(await countDoings(db, id)) } : user
  })

  // 409
  api.on('putUser', { params: UserId, body: UpdateUserBody }, async call =>
    updateUser(deps, { user: await managed(call), body: call.body, viewer: call.viewer })
  )
  api.on('blockUser', { params: UserId, body: BlockUserBody }, async call =>
    blockUser(deps, await managed(call), { isBlocked: true, reason: call.body.reason ?? null })
  )
  api.on('unblockUser', { params: UserId, body: BlockUserBody }, async call =>
    blockUser(deps, await managed(call), { isBlocked: false, reason: null })
  )
  api.on('deleteUsers', { body: DeleteUsersBody }, async ({ body, viewer }) => {
    const users: User[] = []
    for (const id of new Set(body.ids)) users.push(await findManaged(deps, id, viewer))
    await deleteUsers(deps, users)
  })
  api.on('delUser', { params: UserId }, async call => deleteUser(deps, await managed(call)))

  function managed({ params, viewer }: { params: { id: number }; viewer: Viewer }): Promise<User> {
    return findManaged(deps, params.id, viewer)
  }
}
