import type { EmbedOptions } from '@colombier/server/contract'
import { EMBED_STYLES, type PageOf, type View, type ViewContext } from '../../document/view.ts'
import { EmbedList } from '../../features/playlists/embed-list.tsx'
import { langOf } from '../../features/videos/facts.ts'
import { playerSource } from '../../features/videos/player-source.ts'
import { previewText } from '../../features/videos/preview-text.ts'
import { sensitiveLabel } from '../../features/videos/sensitive.tsx'
import { VideoHead, videoUrl } from '../../features/videos/video-head.tsx'
import { createController } from '../../player/controller.ts'
import { Player } from '../../player/player.tsx'
import type { PlayerSource } from '../../player/source.ts'
import { canPlay } from '../watch/watch.tsx'

/** What the player is hydrated with. */
export interface EmbedData {
  readonly player: PlayerSource
  readonly options: EmbedOptions
  /** Place in the playlist, and where the film ends in it; null for a film by itself. */
  readonly playlist: { readonly position: number; readonly stopSeconds: number | null } | null
}

/** The player alone, to stand in another site's frame; its title leads back to the video's own page. */
export function embedView(page: PageOf<'embed'>, context: ViewContext): View {
  const { video } = page
  const description = previewText(video)
  const player = canPlay(page) ? playerSource(page, context) : null
  return {
    title: `${video.name} - ${context.instanceName}`,
    description,
    canonical: videoUrl(video, context.origin),
    isHidden: true,
    head: <VideoHead video={video} origin={context.origin} description={description} />,
    frame: 'bare',
    stylesheets: [EMBED_STYLES],
    content: <EmbedContent page={page} context={context} player={player} />,
    ...(player && {
      browser: {
        entry: 'src/app/embed.tsx',
        data: { player, options: page.options, playlist: placeOf(page) } satisfies EmbedData,
        messages: ['player.']
      }
    })
  }
}

const placeOf = ({ playlist }: PageOf<'embed'>): EmbedData['playlist'] =>
  playlist ? { position: playlist.position ?? 1, stopSeconds: playlist.stopSeconds } : null

interface Props {
  readonly page: PageOf<'embed'>
  readonly context: ViewContext
  readonly player: PlayerSource | null
}

function EmbedContent({ page, context, player }: Props) {
  const { t } = context.i18n
  const { hasTitle, hasLink, hasControls } = page.options
  const hasList = page.playlist !== undefined && hasControls
  const classes = ['embed', !hasControls && 'embed-picture-only', hasList && 'embed-with-list'].filter(Boolean)
  return (
    <main class={classes.join(' ')} id="content">
      {player ? (
        <div id="player">
          <Player controller={createController(player)} weight={null} />
        </div>
      ) : (
        <p class="embed-message">{t('transcoding.preparing')}</p>
      )}
      {/* Who cannot see the film still hears which it is. */}
      <h1 lang={langOf(context.i18n, page.video)} class={hasTitle ? 'embed-title' : 'unseen'}>
        {hasTitle && hasLink ? (
          <a
            href={videoUrl(page.video, context.origin)}
            target="_blank"
            rel="noopener"
            title={t('video.watchOn', { name: context.instanceName })}
          >
            {page.video.name}
          </a>
        ) : (
          page.video.name
        )}
        {page.video.nsfw && ` (${sensitiveLabel(context.i18n, page.video)})`}
      </h1>
      {page.playlist && hasList && <EmbedList playlist={page.playlist} url={context.origin + page.playlist.path} />}
    </main>
  )
}
