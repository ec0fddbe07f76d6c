/** oEmbed (oembed.com) for videos and playlists of this server, as PeerTube 6.3 answers it. */
import type { OEmbedAnswer, OEmbedQuery } from '../../contract/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { fromShortUuid } from '../../kernel/short-uuid.ts'
import type { Settings } from '../configuration/index.ts'

export interface EmbeddableVideo {
  readonly name: string
  readonly uuid: string
  readonly shortUUID: string
  /** From this server's root, with a leading slash. */
  readonly previewPath: string
  readonly channel: { readonly displayName: string; readonly url: string }
  readonly isPublicOrUnlisted: boolean
}

export interface EmbeddablePlaylist {
  readonly displayName: string
  /** From this server's root, with a leading slash. */
  readonly embedPath: string
  readonly ownerAccount: { readonly displayName: string; readonly url: string }
}

export interface OEmbedDeps {
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** @param ref UUID or short UUID. */
  readonly findVideo: (ref: string) => Promise<EmbeddableVideo | undefined>
  /** One that is for everybody. @param ref UUID or short UUID. */
  readonly findPlaylist: (ref: string) => Promise<EmbeddablePlaylist | undefined>
}

/** What an address leads to, as another site may show it. */
interface Embeddable {
  readonly title: string
  readonly author: { readonly displayName: string; readonly url: string }
  readonly embedUrl: string
  readonly previewPath: string | null
}

const PLAYER = { width: 560, height: 315 }
const PREVIEW = { width: 850, height: 480 }
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * @throws AppError `not_implemented` for XML; `invalid` for an address that is no video page of ours; `not_found`;
 *   `forbidden` for a video that is not for everybody.
 */
export async function describeEmbed(deps: OEmbedDeps, query: OEmbedQuery): Promise<OEmbedAnswer> {
  if (query.format !== 'json') throw new AppError('not_implemented', 'Requested format is not implemented on server.')

  const page = new URL(query.url)
  const { kind, ref } = pointedAt(page, deps.origin)
  const found = await (kind === 'video' ? embeddableVideo : embeddablePlaylist)(deps, ref)
  const { origin } = deps
  const width = Math.min(PLAYER.width, query.maxwidth ?? PLAYER.width)
  const height = Math.min(PLAYER.height, query.maxheight ?? PLAYER.height)
  const isPreviewTooLarge =
    PREVIEW.width > (query.maxwidth ?? PREVIEW.width) || PREVIEW.height > (query.maxheight ?? PREVIEW.height)

  return {
    type: 'video',
    version: '1.0',
    html: iframe(`${found.embedUrl}${playerQuery(page)}`, found.title, width, height),
    width,
    height,
    title: found.title,
    author_name: found.author.displayName,
    author_url: found.author.url,
    provider_name: deps.settings.current().instance.name,
    provider_url: origin,
    ...(found.previewPath !== null &&
      !isPreviewTooLarge && {
        thumbnail_url: origin + found.previewPath,
        thumbnail_width: PREVIEW.width,
        thumbnail_height: PREVIEW.height
      })
  }
}

async function embeddableVideo({ findVideo, origin }: OEmbedDeps, ref: string): Promise<Embeddable> {
  const video = await findVideo(ref)
  if (!video) throw new AppError('not_found', 'Video not found')
  if (!video.isPublicOrUnlisted) throw new AppError('forbidden', 'Video is not publicly available')
  const { name, uuid, channel, previewPath } = video
  return { title: name, author: channel, embedUrl: `${origin}/videos/embed/${uuid}`, previewPath }
}

async function embeddablePlaylist({ findPlaylist, origin }: OEmbedDeps, ref: string): Promise<Embeddable> {
  const playlist = await findPlaylist(ref)
  if (!playlist) throw new AppError('not_found', 'Video playlist not found')
  const { displayName, ownerAccount, embedPath } = playlist
  return { title: displayName, author: ownerAccount, embedUrl: origin + embedPath, previewPath: null }
}

function pointedAt(page: URL, origin: string): { readonly kind: 'video' | 'playlist'; readonly ref: string } {
  const [, playlist, video] =
    /^\/(?:(?:w\/p|videos\/watch\/playlist)\/([^/]+)|(?:w|videos\/watch)\/([^/]+))\/?$/.exec(page.pathname) ?? []
  const ref = playlist ?? video
  if (page.origin !== origin || ref === undefined)
    throw new AppError('invalid', 'Invalid url.', { facts: { url: page.href } })
  if (!UUID.test(ref) && !fromShortUuid(ref)) throw new AppError('invalid', 'Invalid video or playlist id.')
  return { kind: playlist === undefined ? 'video' : 'playlist', ref }
}

/** What the address says of the player goes on to the player: here, where to start. */
function playerQuery(page: URL): string {
  const start = page.searchParams.get('start')
  return start ? `?${new URLSearchParams({ start })}` : ''
}

function iframe(url: string, title: string, width: number, height: number): string {
  return (
    `<iframe width="${width}" height="${height}" sandbox="allow-same-origin allow-scripts allow-popups allow-forms" ` +
    `title="${escapeHtml(title)}" src="${escapeHtml(url)}" frameborder="0" allowfullscreen></iframe>`
  )
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]!)
}
