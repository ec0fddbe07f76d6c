/** Feeds of videos, and of a channel as a podcast. */
import type { VideoDetails, VideoFeedQuery } from '../../contract/index.ts'
import { PRIVACY } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findServerImages } from '../actors/index.ts'
import type { Settings } from '../configuration/index.ts'
import { markdownToHtml, markdownToText } from '../pages/index.ts'
import { listDetails, listVideos, type VideoScope } from '../videos/index.ts'
import type { Feed, FeedItem } from './feed.ts'
import { findOwner, handleIn, imageOf, type Owner } from './owner.ts'
import { toPodcast } from './podcast.ts'
import { listFeedCaptions } from './store.ts'

export interface FeedsDeps {
  readonly db: Queryable
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** Path of the drawing that stands for this software. */
  readonly faviconPath: string
}

/** PeerTube's. */
export const ITEMS = 20

type FeedFilters = Pick<VideoFeedQuery, 'sort' | 'nsfw' | 'isLocal' | 'hasHLSFiles' | 'hasWebVideoFiles'>

/** @param selfPath Path and query of the feed itself. @throws AppError `not_found` */
export async function loadVideoFeed(deps: FeedsDeps, query: VideoFeedQuery, selfPath: string): Promise<Feed> {
  const owner = await findOwner(deps.db, siteOf(deps.origin), query)
  const scope: VideoScope = owner ? { kind: owner.kind, handle: owner.handle } : { kind: 'all' }
  const items = await listItems(deps, scope, query)
  return { ...(await headOf(deps, owner)), selfUrl: deps.origin + selfPath, items }
}

/** What an account follows. The caller has checked that it is theirs to read. */
export async function loadSubscriptionFeed(
  deps: FeedsDeps,
  {
    accountId,
    selfPath,
    ...query
  }: FeedFilters & {
    accountId: number
    selfPath: string
  }
): Promise<Feed> {
  const items = await listItems(deps, { kind: 'subscriptions', accountId }, query)
  return { ...(await headOf(deps, undefined)), selfUrl: deps.origin + selfPath, items }
}

/** @throws AppError `not_found` */
export async function loadPodcast(deps: FeedsDeps, videoChannelId: number, selfPath: string): Promise<string> {
  const { db, origin } = deps
  const owner = await findOwner(db, siteOf(origin), { videoChannelId })
  if (owner?.kind !== 'channel') throw new AppError('not_found', 'Video channel not found')
  const items = await listItems(deps, { kind: 'channel', handle: owner.handle }, { sort: '-originallyPublishedAt' })
  const { ownerAccount } = owner.actor
  const videoIds = items.flatMap(({ video }) => video?.id ?? [])
  return toPodcast({
    feed: { ...(await headOf(deps, owner)), selfUrl: origin + selfPath, items },
    owner: ownerAccount,
    origin,
    isExplicit: items.some(({ video }) => video?.nsfw),
    captions: await listFeedCaptions(db, origin, videoIds)
  })
}

/** What the feed says of itself. */
export async function headOf(deps: FeedsDeps, owner: Owner | undefined): Promise<Omit<Feed, 'selfUrl' | 'items'>> {
  const { db, origin, settings, faviconPath } = deps
  const { name, shortDescription } = settings.current().instance
  const { avatars } = owner?.actor.avatars.length ? owner.actor : await findServerImages(db, siteOf(origin))
  return {
    title: owner?.actor.displayName ?? name,
    link: owner?.page ?? origin,
    description: owner ? markdownToText(owner.actor.description) : shortDescription,
    author: owner ? { name: owner.actor.displayName, url: owner.page } : { name },
    image: imageOf(origin, avatars, faviconPath)
  }
}

async function listItems(
  { db, origin, settings }: FeedsDeps,
  scope: VideoScope,
  { sort, nsfw, isLocal, hasHLSFiles, hasWebVideoFiles }: FeedFilters
): Promise<FeedItem[]> {
  const site = siteOf(origin)
  const { defaultNSFWPolicy: defaultNsfwPolicy } = settings.current().instance
  const range = { start: 0, count: ITEMS, skipCount: true, sort }
  const filters = { nsfw, isLocal, hasHLSFiles, hasWebVideoFiles, defaultNsfwPolicy }
  const { data } = await listVideos(db, site, scope, { ...range, ...filters })
  const details = await listDetails(
    db,
    site,
    data.map(({ id }) => id)
  )
  // One that was closed between the two statements is left out.
  return details.filter(({ privacy }) => privacy.id === PRIVACY.public).map(video => toItem(origin, video))
}

function toItem(origin: string, video: VideoDetails): FeedItem {
  const { channel } = video
  return {
    title: video.name,
    link: `${origin}/w/${video.shortUUID}`,
    at: new Date(video.publishedAt),
    summary: markdownToText(video.description) || null,
    html: markdownToHtml(video.description),
    author: { name: channel.displayName, url: `${origin}/c/${handleIn(siteOf(origin), channel)}/videos` },
    category: video.category.id === null ? null : video.category.label,
    video
  }
}
