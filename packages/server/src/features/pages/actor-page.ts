/** The pages of channels and accounts, at PeerTube's addresses. */
import { type Request, type Router, urlencoded } from 'express'
import type {
  ActorDetails,
  ActorImage,
  ActorPage,
  ActorTab,
  ChannelDetails,
  PageActor,
  Playlist,
  VideoSummary
} from '../../contract/index.ts'
import { type Viewer, viewerOf } from '../../platform/http.ts'
import { type Exchange, refusalOf, sentBy } from './form-page.ts'
import { readSubscription } from './forms.ts'
import { markdownToHtml } from './markdown.ts'
import { signedInViewer } from './page-access.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { toChannelCard, toPlaylistCard } from './search-page.ts'
import { toCard } from './video-page.ts'
import type { WatchExtrasDeps } from './watch-extras.ts'

export type ActorPageKind = 'channel' | 'account'

interface Range {
  readonly start: number
  readonly count: number
}

interface Found<Item> {
  readonly total: number
  readonly data: readonly Item[]
}

type Actor = ActorDetails & { banners?: readonly ActorImage[] }

export interface ActorPageDeps {
  /** @throws AppError `not_found` */
  readonly findActor: (kind: ActorPageKind, handle: string) => Promise<Actor>
  readonly listActorVideos: (
    kind: ActorPageKind,
    handle: string,
    asked: Range & { viewer: Viewer | undefined }
  ) => Promise<Found<VideoSummary>>
  readonly listActorChannels: (accountId: number, range: Range) => Promise<Found<ChannelDetails>>
  readonly listActorPlaylists: (
    kind: ActorPageKind,
    id: number,
    asked: Range & { viewer: Viewer | undefined }
  ) => Promise<Found<Playlist>>
  /** @param handle `name@host` */
  readonly isSubscribed: (viewer: Viewer, handle: string) => Promise<boolean>
}

type Deps = ActorPageDeps & Pick<WatchExtrasDeps, 'setSubscribed'> & { readonly origin: string }

const FOLDERS: Record<ActorPageKind, readonly [short: string, long: string]> = {
  channel: ['/c', '/video-channels'],
  account: ['/a', '/accounts']
}
const TABS: Record<ActorTab, readonly string[]> = {
  videos: ['', '/videos'],
  channels: ['/video-channels'],
  playlists: ['/video-playlists']
}

export function actorPages(router: Router, pages: PageResponder, deps: Deps): void {
  for (const kind of ['channel', 'account'] as const) {
    const tabs =
      kind === 'channel' ? (['videos', 'playlists'] as const) : (['videos', 'channels', 'playlists'] as const)
    for (const tab of tabs) {
      const addresses = FOLDERS[kind].flatMap(folder => TABS[tab].map(end => `${folder}/:handle${end}`))
      router.get(addresses, (req, res) =>
        pages.respondShared(req, res, () => actorPage(deps, { kind, tab }, { req, res }))
      )
    }
  }
  subscriptionForm(router, pages, deps)
}

/** Of the channel's own page. */
function subscriptionForm(router: Router, pages: PageResponder, deps: Deps): void {
  const path = FOLDERS.channel.map(folder => `${folder}/:handle/subscription`)
  const channelOf = (req: Request) => `/c/${encodeURIComponent(String(req.params['handle'])).replace('%40', '@')}`
  router.post(path, urlencoded({ extended: false, limit: '10kb' }), async (req, res) => {
    const viewer = signedInViewer(req, res, channelOf(req))
    if (!viewer) return
    const sent = sentBy(req, res)
    try {
      await deps.setSubscribed(viewer, String(req.params['handle']), readSubscription(sent.form))
      res.redirect(303, channelOf(req))
    } catch (error) {
      const { outcome, status } = refusalOf(error, sent)
      const page = await actorPage(deps, { kind: 'channel', tab: 'videos' }, sent)
      await pages.respond(req, res, { ...page, refused: outcome.fault! }, status)
    }
  })
  // Links of the page that a refused form is answered with.
  router.get(path, (req, res) => res.redirect(302, channelOf(req)))
}

async function actorPage(
  deps: Deps,
  { kind, tab }: { kind: ActorPageKind; tab: ActorTab },
  { req, res }: Exchange
): Promise<ActorPage> {
  const handle = String(req.params['handle'])
  const viewer = viewerOf(res)
  const page = pageNumber(req)
  const range = rangeOf(page)
  const { host } = new URL(deps.origin)
  const found = await deps.findActor(kind, handle)
  const actor = toPageActor(kind, host, found)
  const isSubscribed =
    kind === 'channel' && viewer !== undefined && (await deps.isSubscribed(viewer, `${found.name}@${found.host}`))
  const none = { total: 0, data: [] }
  const videos = tab === 'videos' ? await deps.listActorVideos(kind, handle, { ...range, viewer }) : none
  const channels = tab === 'channels' ? await deps.listActorChannels(found.id, range) : none
  const playlists = tab === 'playlists' ? await deps.listActorPlaylists(kind, found.id, { ...range, viewer }) : none
  return {
    kind: 'actor',
    tab,
    page,
    pageSize: PAGE_SIZE,
    actor: { ...actor, isSubscribed },
    total: videos.total + channels.total + playlists.total,
    videos: videos.data.map(toCard),
    channels: channels.data.map(channel => toChannelCard(host, channel)),
    playlists: playlists.data.map(toPlaylistCard)
  }
}

function toPageActor(kind: ActorPageKind, localHost: string, actor: Actor): Omit<PageActor, 'isSubscribed'> {
  const isLocal = actor.host === localHost
  const [short] = FOLDERS[kind]
  return {
    kind,
    name: actor.name,
    host: actor.host,
    displayName: actor.displayName,
    descriptionHtml: markdownToHtml(actor.description),
    avatarPath: actor.avatars.find(({ width }) => width <= 120)?.path ?? null,
    banners: (actor.banners ?? []).map(({ path, width, height }) => ({ path, width, height })),
    feedPath: `/feeds/videos.xml?${kind === 'channel' ? 'videoChannelId' : 'accountId'}=${actor.id}`,
    podcastPath: kind === 'channel' && isLocal ? `/feeds/podcast/videos.xml?videoChannelId=${actor.id}` : null,
    path: `${short}/${isLocal ? actor.name : `${actor.name}@${actor.host}`}`,
    originalUrl: isLocal ? null : actor.url,
    followersCount: actor.followersCount
  }
}
