import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { captionsLabel, langOf } from '../../features/videos/facts.ts'
import { isIndexed } from '../../features/videos/video-head.tsx'
import { typeset } from '../../i18n/typeset.ts'
import { readCues, toParagraphs } from '../../player/transcript/cues.ts'
import { withQuery } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'

/** What is said in a video, without the video. */
export function transcriptView(page: PageOf<'transcript'>, context: ViewContext): View {
  const { t } = context.i18n
  const { video, language } = page
  return {
    title: `${t('transcript.title')} - ${video.name} - ${context.instanceName}`,
    description: t('transcript.of', { name: video.name }),
    canonical: context.origin + addressOf(page, language),
    isHidden: !isIndexed(video),
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <Transcript page={page} context={context} />
  }
}

const watchPath = ({ video }: PageOf<'transcript'>) => `/w/${video.shortUUID}`
const addressOf = (page: PageOf<'transcript'>, language: string) =>
  `${watchPath(page)}/transcript?${new URLSearchParams({ language })}`

function Transcript({ page, context }: { page: PageOf<'transcript'>; context: ViewContext }) {
  const { t } = context.i18n
  const { video, captions, language } = page
  const lang = langOf(context.i18n, video)
  return (
    <article class="reading">
      <header>
        <p class="quiet">{t('transcript.title')}</p>
        <h1 lang={lang}>{typeset(video.name)}</h1>
        <p>
          <a href={watchPath(page)}>{t('transcript.back')}</a>
        </p>
      </header>
      {captions.length > 1 && (
        <Tabs
          label={t('transcript.language')}
          tabs={captions.map(known => ({
            path: addressOf(page, known.language),
            words: captionsLabel(context.i18n, known),
            isHere: known.language === language
          }))}
        />
      )}
      <Text page={page} context={context} />
    </article>
  )
}

function Text({ page, context }: { page: PageOf<'transcript'>; context: ViewContext }) {
  const { t, duration } = context.i18n
  const { captions, language, mediaQuery, webVtt } = page
  const file = captions.find(known => known.language === language)
  const paragraphs = toParagraphs(readCues(webVtt ?? ''))
  if (paragraphs.length === 0) {
    return (
      <p>
        {t(webVtt === null ? 'transcript.elsewhere' : 'transcript.empty')}{' '}
        {file && <a href={withQuery(file.url, mediaQuery)}>{captionsLabel(context.i18n, file)}</a>}
      </p>
    )
  }
  return (
    <div class="prose reading-text" lang={language === context.i18n.locale ? undefined : language}>
      {paragraphs.map(({ startSeconds, text }) => (
        <p key={startSeconds}>
          <a class="reading-time" href={`${watchPath(page)}?start=${Math.floor(startSeconds)}s`}>
            {duration(Math.floor(startSeconds))}
          </a>{' '}
          {text}
        </p>
      ))}
    </div>
  )
}
