/** The pages of channels and accounts, at PeerTube's addresses. */
import type { Request, Router } from 'express'
import type { ActorDetails, ActorImage, Page, VideoSummary } from '../../contract/index.ts'
import { markdownToHtml } from './markdown.ts'
import { PAGE_SIZE, pageNumber, rangeOf } from './page-number.ts'
import type { PageResponder } from './page-responder.ts'
import { toCard } from './video-page.ts'

export type ActorPageKind = 'channel' | 'account'

export interface ActorPageDeps {
  /** @throws AppError `not_found` */
  readonly findActor: (
    kind: ActorPageKind,
    handle: string
  ) => Promise<ActorDetails & { banners?: readonly ActorImage[] }>
  readonly listActorVideos: (
    kind: ActorPageKind,
    handle: string,
    range: { start: number; count: number }
  ) => Promise<{ total: number; data: VideoSummary[] }>
}

const ADDRESSES: Record<ActorPageKind, { short: string; long: string }> = {
  channel: { short: '/c', long: '/video-channels' },
  account: { short: '/a', long: '/accounts' }
}

export function actorPages(router: Router, pages: PageResponder, deps: ActorPageDeps & { origin: string }): void {
  for (const kind of ['channel', 'account'] as const) {
    const { short, long } = ADDRESSES[kind]
    const tabs = kind === 'channel' ? ['', '/videos'] : ['', '/videos', '/video-channels']
    const addresses = [short, long].flatMap(folder => tabs.map(tab => `${folder}/:handle${tab}`))
    router.get(addresses, (req, res) => pages.respondShared(req, res, () => actorPage(deps, kind, req)))
  }
}

async function actorPage(deps: ActorPageDeps & { origin: string }, kind: ActorPageKind, req: Request): Promise<Page> {
  const handle = String(req.params['handle'])
  const page = pageNumber(req)
  const actor = await deps.findActor(kind, handle)
  const { total, data } = await deps.listActorVideos(kind, handle, rangeOf(page))
  const { short } = ADDRESSES[kind]
  const isLocal = actor.host === new URL(deps.origin).host
  return {
    kind: 'actor',
    actor: {
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
    },
    videos: data.map(toCard),
    total,
    page,
    pageSize: PAGE_SIZE
  }
}
