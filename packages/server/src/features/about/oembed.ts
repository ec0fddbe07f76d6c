/** oEmbed (oembed.com) for videos of this server, as PeerTube 6.3 answers it. */
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

export interface OEmbedDeps {
  /** Public origin of this server. */
  readonly origin: string
  readonly settings: Settings
  /** @param ref UUID or short UUID. */
  readonly findVideo: (ref: string) => Promise<EmbeddableVideo | undefined>
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
  const video = await deps.findVideo(videoRefOf(page, deps.origin))
  if (!video) throw new AppError('not_found', 'Video not found')
  if (!video.isPublicOrUnlisted) throw new AppError('forbidden', 'Video is not publicly available')

  const { origin } = deps
  const width = Math.min(PLAYER.width, query.maxwidth ?? PLAYER.width)
  const height = Math.min(PLAYER.height, query.maxheight ?? PLAYER.height)
  const isPreviewTooLarge =
    PREVIEW.width > (query.maxwidth ?? PREVIEW.width) || PREVIEW.height > (query.maxheight ?? PREVIEW.height)

  return {
    type: 'video',
    version: '1.0',
    html: iframe(`${origin}/videos/embed/${video.uuid}${playerQuery(page)}`, video.name, width, height),
    width,
    height,
    title: video.name,
    author_name: video.channel.displayName,
    author_url: video.channel.url,
    provider_name: deps.settings.current().instance.name,
    provider_url: origin,
    ...(!isPreviewTooLarge && {
      thumbnail_url: origin + video.previewPath,
      thumbnail_width: PREVIEW.width,
      thumbnail_height: PREVIEW.height
    })
  }
}

function videoRefOf(page: URL, origin: string): string {
  const ref = /^\/(?:w|videos\/watch)\/([^/]+)\/?$/.exec(page.pathname)?.[1]
  if (page.origin !== origin || ref === undefined)
    throw new AppError('invalid', 'Invalid url.', { facts: { url: page.href } })
  if (!UUID.test(ref) && !fromShortUuid(ref)) throw new AppError('invalid', 'Invalid video or playlist id.')
  return ref
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
