import type { PageOf, ViewContext } from '../../document/view.ts'
import { Talk } from '../../features/comments/talk.tsx'
import { ModerateVideo } from '../../features/moderation/moderate-video.tsx'
import { PlaylistPanel } from '../../features/playlists/playlist-panel.tsx'
import { TranscodingNotice } from '../../features/transcoding/transcoding-notice.tsx'
import { Chapters } from '../../features/videos/chapters.tsx'
import { DownloadLinks } from '../../features/videos/download-links.tsx'
import {
  categoryLabel,
  langOf,
  languageLabel,
  licenceLabel,
  privacyLabel,
  viewsLabel
} from '../../features/videos/facts.ts'
import { Opinion } from '../../features/videos/opinion.tsx'
import { SensitiveNotice } from '../../features/videos/sensitive.tsx'
import { ShareLinks } from '../../features/videos/share-links.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { createController } from '../../player/controller.ts'
import { Player } from '../../player/player.tsx'
import type { PlayerSource } from '../../player/source.ts'
import { Transcript } from '../../player/transcript/transcript.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { PATHS, signInPath } from '../../ui/paths.ts'
import type { WatchData } from './watch.tsx'

interface Props {
  readonly page: PageOf<'watch'>
  readonly data: WatchData
  readonly context: ViewContext
}

const PUBLIC = 1
/** Forms above the talk. */
const OPINIONS = ['rate', 'subscribe', 'save']

export function WatchContent({ page, data, context }: Props) {
  const path = `/w/${page.video.shortUUID}`
  const { refused } = page
  return (
    <article class="watch">
      {page.video.nsfw && <SensitiveNotice video={page.video} />}
      <div class="watch-stage">
        {data.player ? (
          <Stage source={data.player} weight={data.weight} path={path} />
        ) : (
          <img
            class="watch-still"
            src={page.video.previewPath}
            alt=""
            width={Math.round(480 * (page.video.aspectRatio ?? 16 / 9))}
            height={480}
          />
        )}
      </div>
      {data.transcoding && (
        <div id="transcoding">
          <TranscodingNotice {...data.transcoding} />
        </div>
      )}
      <Title page={page} />
      <Opinion
        video={page.video}
        standing={page.standing}
        saving={page.saving}
        path={path}
        refused={refused && OPINIONS.includes(refused.form) ? refused : undefined}
      />
      {page.moderation && <ModerateVideo video={page.video} path={path} outcome={page.moderation} />}
      {page.chapters.length > 0 && (
        <Chapters chapters={page.chapters} path={path} lang={langOf(context.i18n, page.video)} />
      )}
      <div class="watch-columns">
        {page.playlist && <PlaylistPanel playlist={page.playlist} origin={context.origin} />}
        <div class="watch-main">
          <About page={page} />
          <Talk
            talk={page.talk}
            path={path}
            here={context.path}
            user={context.user}
            refused={refused}
            signInPath={signInPath(`${path}#talk`)}
          />
        </div>
        <Aside page={page} data={data} />
      </div>
    </article>
  )
}

/** The film, and beside it what is said in it. */
function Stage({ source, weight, path }: { source: PlayerSource; weight: string | null; path: string }) {
  const controller = createController(source)
  return (
    <>
      <div id="player">
        <Player controller={controller} weight={weight} />
      </div>
      {source.captions.length > 0 && (
        <div id="transcript">
          <Transcript controller={controller} path={path} />
        </div>
      )}
    </>
  )
}

/** Of the people of a video: with their host when they are elsewhere. */
const handleIn = ({ isLocal }: { isLocal: boolean }, { name, host }: { name: string; host: string }) =>
  isLocal ? name : `${name}@${host}`

function Title({ page: { video } }: Pick<Props, 'page'>) {
  const i18n = useI18n()
  const { t, date } = i18n
  return (
    <header class="watch-title">
      <h1 lang={langOf(i18n, video)}>{typeset(video.name)}</h1>
      <p class="watch-facts">
        <a class="watch-channel" href={`/c/${handleIn(video, video.channel)}`}>
          {typeset(video.channel.displayName)}
        </a>
        <time dateTime={video.publishedAt}>{t('video.published', { date: date(video.publishedAt) })}</time>
        <span>{viewsLabel(i18n, video.views)}</span>
        {video.privacy.id !== PUBLIC && <span class="badge">{privacyLabel(i18n, video)}</span>}
      </p>
    </header>
  )
}

function About({ page: { video, descriptionHtml } }: Pick<Props, 'page'>) {
  const i18n = useI18n()
  const { t } = i18n
  const lang = langOf(i18n, video)
  return (
    <section class="watch-about" aria-labelledby="about-video">
      <h2 id="about-video">{t('video.description')}</h2>
      {descriptionHtml ? (
        <div class="prose" lang={lang} dangerouslySetInnerHTML={{ __html: descriptionHtml }} />
      ) : (
        <p class="quiet">{t('video.noDescription')}</p>
      )}
      {video.tags.length > 0 && (
        <ul class="tags" aria-label={t('video.tags')}>
          {video.tags.map(tag => (
            <li key={tag}>
              <a href={`${PATHS.search}?${new URLSearchParams({ tag })}`} lang={lang}>
                {tag}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Aside({ page: { video, captions, mediaQuery }, data }: Omit<Props, 'context'>) {
  const i18n = useI18n()
  const { t } = i18n
  const known: readonly (readonly [string, string | null])[] = [
    [t('video.category'), categoryLabel(i18n, video)],
    [t('video.licence'), licenceLabel(i18n, video)],
    [t('video.language'), languageLabel(i18n, video)],
    [t('video.privacy'), privacyLabel(i18n, video)]
  ]
  const facts: readonly Fact[] = [
    [t('video.account'), <a href={`/a/${handleIn(video, video.account)}`}>{video.account.displayName}</a>],
    ...(video.isLocal ? [] : [[t('video.original'), <Original video={video} />] as const]),
    ...known.filter(([, value]) => value !== null)
  ]
  const files = data.transcoding
    ? []
    : [...video.streamingPlaylists.flatMap(playlist => playlist.files), ...video.files]

  return (
    <div class="watch-aside">
      <section aria-labelledby="video-facts">
        <h2 id="video-facts">{t('video.details')}</h2>
        <Facts class="facts" facts={facts} />
      </section>
      {video.downloadEnabled && files.length > 0 && (
        <section aria-labelledby="video-download">
          <h2 id="video-download">{t('video.download')}</h2>
          <DownloadLinks files={files} captions={captions} mediaQuery={mediaQuery} />
        </section>
      )}
      <section aria-labelledby="video-share">
        <h2 id="video-share">{t('video.share')}</h2>
        <div id="share">
          <ShareLinks {...data.share} />
        </div>
      </section>
    </div>
  )
}

function Original({ video }: { video: PageOf<'watch'>['video'] }) {
  const { t } = useI18n()
  return (
    <a href={video.url} rel="noopener noreferrer">
      {t('video.watchOn', { name: new URL(video.url).host })}
    </a>
  )
}
