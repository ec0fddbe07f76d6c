/** Whose feed is asked for. */
import type { AccountDetails, ActorImage, ChannelDetails } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Site } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findAccount, findChannel } from '../actors/index.ts'
import { accountPageOf, channelPageOf, handleIn } from './addresses.ts'
import type { FeedImage } from './feed.ts'
import { accountHandleOf, channelHandleOf } from './store.ts'

export type Owner =
  | (Place & { readonly kind: 'channel'; readonly actor: ChannelDetails })
  | (Place & { readonly kind: 'account'; readonly actor: AccountDetails })

interface Place {
  readonly handle: string
  readonly page: string
}

interface OwnerQuery {
  readonly accountId?: number | undefined
  readonly accountName?: string | undefined
  readonly videoChannelId?: number | undefined
  readonly videoChannelName?: string | undefined
}

/**
 * @returns Undefined when everybody's is.
 * @throws AppError `not_found`
 */
export async function findOwner(db: Queryable, site: Site, query: OwnerQuery): Promise<Owner | undefined> {
  const { accountId, accountName, videoChannelId, videoChannelName } = query
  if (videoChannelId !== undefined || videoChannelName !== undefined) {
    const name = videoChannelName ?? (await channelHandleOf(db, videoChannelId!))
    if (!name) throw new AppError('not_found', 'Video channel not found')
    const actor = await findChannel(db, site, name)
    return { kind: 'channel', actor, handle: handleIn(site, actor), page: channelPageOf(site, actor) }
  }
  if (accountId !== undefined || accountName !== undefined) {
    const name = accountName ?? (await accountHandleOf(db, accountId!))
    if (!name) throw new AppError('not_found', 'Account not found')
    const actor = await findAccount(db, site, name)
    return { kind: 'account', actor, handle: handleIn(site, actor), page: accountPageOf(site, actor) }
  }
  return undefined
}

/** Pixels: enough for every list of podcasts. */
const PICTURE_MAX = 1500

export function imageOf(origin: string, avatars: readonly ActorImage[], faviconPath: string): FeedImage {
  const picture = avatars.find(({ width }) => width <= PICTURE_MAX)
  return { iconUrl: origin + faviconPath, pictureUrl: picture ? origin + picture.path : null }
}
