/** Whom this server follows, and who follows it: what the API and the administrators' page both do. */
import { isHost, type ServerFollowQuery, splitHandle } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { APPLICATION_NAME, siteOf } from '../../kernel/site.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import {
  answerServerFollower,
  deleteServerFollow,
  type Handle,
  listServerFollows,
  type Side,
  wishToFollow
} from './store.ts'

export interface ServerFollowsDeps {
  readonly db: Database
  /** Public origin of this server. */
  readonly origin: string
  /** Says that there are new wishes. */
  readonly settleSoon: () => void
}

export type ServerFollows = ReturnType<typeof manageServerFollows>

export function manageServerFollows({ db, origin, settleSoon }: ServerFollowsDeps) {
  const site = siteOf(origin)
  return {
    list: (side: Side, query: ServerFollowQuery) => listServerFollows(db, site, side, query),

    /** @throws AppError `invalid` for this server itself, `not_found` for what names nobody. */
    async follow(hostsAndHandles: readonly string[], by: string): Promise<void> {
      const wanted = hostsAndHandles.map(asHandle)
      if (wanted.some(({ host }) => host === site.host))
        throw new AppError('invalid', 'This server cannot follow itself.')
      await db.transaction(async tx => {
        for (const handle of wanted) await wishToFollow(tx, handle)
      })
      settleSoon()
      const hosts = wanted.map(({ host }) => host).join(', ')
      log('server-follows').info('{by} wishes to follow {hosts}', { by, hosts })
    },

    async unfollow(hostOrHandle: string): Promise<void> {
      const isThere = await db.transaction(tx => deleteServerFollow(tx, 'following', asHandle(hostOrHandle)))
      if (!isThere) throw new AppError('not_found', `Follow ${hostOrHandle} not found.`)
    },

    removeFollower: async (handle: string) =>
      found(handle, await db.transaction(tx => deleteServerFollow(tx, 'followers', asHandle(handle)))),

    answerFollower: async (handle: string, state: 'accepted' | 'rejected') =>
      found(handle, await db.transaction(tx => answerServerFollower(tx, asHandle(handle), state)))
  }
}

/** A host stands for its server's own actor. @throws AppError `not_found` for what names nobody. */
function asHandle(text: string): Handle {
  if (isHost(text)) return { name: APPLICATION_NAME, host: text.toLowerCase() }
  const handle = splitHandle(text)
  if (!handle) throw new AppError('not_found', `Follow ${text} not found.`)
  return handle
}

function found(name: string, isThere: boolean): void {
  if (!isThere) throw new AppError('not_found', `Follower ${name} not found.`)
}
