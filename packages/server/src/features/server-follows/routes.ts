/**
 * HTTP surface of the server's own follows, mounted at /api/v1. Shapes: PeerTube 6.3. What is asked for here is kept
 * as a wish, and its target looked for afterwards: it may be out just now.
 */
import type { Router } from 'express'
import { FollowBody, HostOrHandle, NameWithHost, ServerFollowQuery } from '../../contract/index.ts'
import { apiRouter } from '../../platform/api-router.ts'
import { manageServerFollows, type ServerFollowsDeps } from './manage.ts'

export function serverFollowRoutes(deps: ServerFollowsDeps): Router {
  const api = apiRouter()
  const manage = manageServerFollows(deps)

  api.on('getServerFollowers', { query: ServerFollowQuery }, ({ query }) => manage.list('followers', query))
  api.on('getServerFollowing', { query: ServerFollowQuery }, ({ query }) => manage.list('following', query))

  api.on('followServers', { body: FollowBody }, ({ body, viewer }) =>
    manage.follow([...body.hosts, ...body.handles], viewer.username)
  )
  api.on('unfollowServer', { params: HostOrHandle }, ({ params }) => manage.unfollow(params.hostOrHandle))
  api.on('delServerFollower', { params: NameWithHost }, ({ params }) => manage.removeFollower(params.nameWithHost))
  api.on('acceptServerFollower', { params: NameWithHost }, ({ params }) =>
    manage.answerFollower(params.nameWithHost, 'accepted')
  )
  api.on('rejectServerFollower', { params: NameWithHost }, ({ params }) =>
    manage.answerFollower(params.nameWithHost, 'rejected')
  )
  return api.router
}
