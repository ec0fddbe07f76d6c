import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { TranscodingNoticeProps } from '../../features/transcoding/transcoding-notice.tsx'
import { captionsLabel } from '../../features/videos/facts.ts'
import { playerSource } from '../../features/videos/player-source.ts'
import { previewText } from '../../features/videos/preview-text.ts'
import type { ShareLinksProps } from '../../features/videos/share-links.tsx'
import { isIndexed, VideoHead, videoUrl } from '../../features/videos/video-head.tsx'
import type { PlayerSource } from '../../player/source.ts'
import { weightWords } from '../../player/weight.ts'
import { WatchContent } from './watch-content.tsx'

/** What the islands of the page are hydrated with; null where the page has no such island. */
export interface WatchData {
  readonly player: PlayerSource | null
  /** What the player costs in data. */
  readonly weight: string | null
  readonly transcoding: TranscodingNoticeProps | null
  readonly share: ShareLinksProps
  readonly playlist: { readonly stopSeconds: number | null } | null
}

const PUBLISHED = 1

export function watchView(page: PageOf<'watch'>, context: ViewContext): View {
  const { video } = page
  const description = previewText(video)
  const data = watchData(page, context)
  return {
    title: [video.name, page.playlist?.displayName, context.instanceName].filter(Boolean).join(' - '),
    description,
    canonical: videoUrl(video, context.origin),
    isHidden: !isIndexed(video),
    head: <VideoHead video={video} origin={context.origin} description={description} playlist={page.playlist} />,
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <WatchContent page={page} data={data} context={context} />,
    browser: {
      entry: page.playlist ? 'src/app/watch-playlist.tsx' : 'src/app/watch.tsx',
      data,
      messages: ['player.', 'transcript.', 'transcoding.', 'video.copy', 'video.copied', 'video.share', 'mine.error']
    }
  }
}

export function watchData(page: PageOf<'watch'>, context: ViewContext): WatchData {
  const { video, transcoding } = page
  const hasPlayer = canPlay(page)
  const isFinal = transcoding === null && (hasPlayer || video.state.id === PUBLISHED)
  const player = hasPlayer ? playerSource(page, context) : null
  return {
    player,
    weight: player && weightWords(context.i18n, player.renditions),
    transcoding: isFinal
      ? null
      : {
          videoUuid: video.uuid,
          initial: transcoding,
          canRetry: isOwner(page, context),
          mediaQuery: page.mediaQuery,
          hasPlayer
        },
    playlist: page.playlist && { stopSeconds: page.playlist.stopSeconds },
    share: {
      name: video.name,
      url: videoUrl(video, context.origin),
      embedUrl: context.origin + video.embedPath,
      aspectRatio: video.aspectRatio ?? 16 / 9,
      captions: page.captions.map(known => ({ language: known.language, label: captionsLabel(context.i18n, known) }))
    }
  }
}

/** A preparation that goes on says so itself; otherwise there are files or there are none. */
export function canPlay({ video, transcoding }: Pick<PageOf<'watch'>, 'video' | 'transcoding'>): boolean {
  const hasMedia = video.streamingPlaylists.length > 0 || video.files.length > 0
  return hasMedia && (transcoding === null || transcoding.isWatchable || transcoding.status === 'done')
}

function isOwner({ video }: PageOf<'watch'>, { user }: ViewContext): boolean {
  return user?.channels.some(channel => channel.id === video.channel.id) ?? false
}
