/** Feeds of videos, and of a channel as a podcast. */
import type { Playlist, PodcastFeedQuery, VideoDetails, VideoFeedQuery } from '../../contract/index.ts'
import { PRIVACY } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { findServerImages } from '../actors/index.ts'
import type { Settings } from '../configuration/index.ts'
import { markdownToHtml, markdownToText } from '../pages/index.ts'
import { seePlaylist } from '../playlists/index.ts'
import { listDetails, listVideos, type VideoScope } from '../videos/index.ts'
import { accountPageOf, channelPageOf } from './addresses.ts'
import type { Feed, FeedItem } from './feed.ts'
import { findOwner, imageOf, type Owner } from './owner.ts'
import { type Podcast, toPodcast } from './podcast.ts'
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

/** @throws AppError `not_found`; for a playlist as `seePlaylist` */
export async function loadPodcast(deps: FeedsDeps, query: PodcastFeedQuery): Promise<string> {
  const { db, origin } = deps
  const { query: own, scope, head, owner } = await podcastOf(deps, query)
  const items = await listItems(deps, scope, { sort: '-originallyPublishedAt' })
  const videoIds = items.flatMap(({ video }) => video?.id ?? [])
  return toPodcast({
    feed: { ...head, selfUrl: `${origin}/feeds/podcast/videos.xml?${own}`, items },
    owner,
    origin,
    isExplicit: items.some(({ video }) => video?.nsfw),
    captions: await listFeedCaptions(db, origin, videoIds)
  })
}

interface PodcastSource {
  /** Names the podcast for ever: its guid comes of it. */
  readonly query: string
  readonly scope: VideoScope
  readonly head: FeedHead
  readonly owner: Podcast['owner']
}

async function podcastOf(deps: FeedsDeps, { videoChannelId, playlistId }: PodcastFeedQuery): Promise<PodcastSource> {
  const site = siteOf(deps.origin)
  if (videoChannelId === undefined && playlistId) {
    const playlist = await seePlaylist(deps.db, site, playlistId, undefined)
    return {
      query: `playlistId=${playlist.uuid}`,
      scope: { kind: 'playlist', playlistId: playlist.id },
      head: await headOfPlaylist(deps, playlist),
      owner: playlist.ownerAccount
    }
  }
  const owner = await findOwner(deps.db, site, { videoChannelId })
  if (owner?.kind !== 'channel') throw new AppError('not_found', 'Video channel not found')
  return {
    query: `videoChannelId=${owner.actor.id}`,
    scope: { kind: 'channel', handle: owner.handle },
    head: await headOf(deps, owner),
    owner: owner.actor.ownerAccount
  }
}

type FeedHead = Omit<Feed, 'selfUrl' | 'items'>

async function headOfPlaylist(deps: FeedsDeps, playlist: Playlist): Promise<FeedHead> {
  const { ownerAccount } = playlist
  const head = await headOf(deps, undefined)
  return {
    ...head,
    title: playlist.displayName,
    link: `${deps.origin}/w/p/${playlist.shortUUID}`,
    description: markdownToText(playlist.description ?? ''),
    author: { name: ownerAccount.displayName, url: accountPageOf(siteOf(deps.origin), ownerAccount) },
    image: { ...head.image, pictureUrl: playlist.thumbnailUrl ?? head.image.pictureUrl }
  }
}

/** What the feed says of itself. */
export async function headOf(deps: FeedsDeps, owner: Owner | undefined): Promise<FeedHead> {
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
    author: { name: channel.displayName, url: channelPageOf(siteOf(origin), channel) },
    category: video.category.id === null ? null : video.category.label,
    video
  }
}
