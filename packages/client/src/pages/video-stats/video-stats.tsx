import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { Plot } from './plot.tsx'

interface Props {
  readonly page: PageOf<'video-stats'>
  readonly context: ViewContext
}

export function videoStatsView(page: Props['page'], context: ViewContext): View {
  const title = context.i18n.t('stats.title', { name: page.video.name })
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <VideoStats page={page} context={context} />
  }
}

const PERIODS = [null, 30, 7] as const

function VideoStats({ page, context }: Props) {
  const { t, number, percent, duration, spokenDuration, day, dateTime } = context.i18n
  const { video, days, viewers, watchTime, retention } = page
  const root = `/stats/videos/${video.shortUUID}`
  // Hours and minutes would all be called by the same day.
  const name = isShort(viewers) ? dateTime : day
  const over = (points: typeof viewers) => points.map(({ date, value }) => ({ name: name(date), value }))
  return (
    <div class="studio stats">
      <div class="studio-top">
        <p>
          <a href={PATHS.myVideos}>{t('stats.back')}</a>
        </p>
        <h1>{t('stats.title', { name: video.name })}</h1>
        <p class="actions">
          <a href={video.watchPath}>{t('stats.watch')}</a>
          <a href={`/videos/update/${video.shortUUID}`}>{t('stats.edit')}</a>
        </p>
      </div>
      <Tabs
        label={t('stats.period')}
        tabs={PERIODS.map(period => ({
          path: period === null ? root : `${root}?days=${period}`,
          words: t(period === null ? 'stats.ever' : 'stats.days', { days: period ?? 0 }),
          isHere: period === days
        }))}
      />
      <Figures page={page} context={context} />
      <Plot
        id="stats-viewers"
        title={t('stats.viewers')}
        column={t('stats.date')}
        points={over(viewers)}
        words={highest => t('stats.viewers.plot', { highest })}
        write={number}
      />
      <Plot
        id="stats-time"
        title={t('stats.watchTime')}
        column={t('stats.date')}
        points={over(watchTime)}
        words={highest => t('stats.watchTime.plot', { highest })}
        write={spokenDuration}
      />
      <Plot
        id="stats-retention"
        title={t('stats.retention')}
        column={t('stats.moment')}
        ceiling={100}
        points={retention.map(({ second, retentionPercent }) => ({ name: duration(second), value: retentionPercent }))}
        words={highest => t('stats.retention.plot', { highest })}
        write={percent}
      />
      <p class="quiet">{t('stats.private')}</p>
    </div>
  )
}

function Figures({ page: { overall, video }, context: { i18n } }: Props) {
  const { t, number, spokenDuration, dateTime } = i18n
  const figures: readonly (readonly [words: string, value: string])[] = [
    [t('stats.views'), number(video.views)],
    [t('stats.viewers'), number(overall.totalViewers)],
    [t('stats.watchTime'), spokenDuration(overall.totalWatchTime)],
    [t('stats.average'), spokenDuration(overall.averageWatchTime)],
    [
      t('stats.peak'),
      overall.viewersPeakDate
        ? t('stats.peakAt', { count: overall.viewersPeak, date: dateTime(overall.viewersPeakDate) })
        : number(0)
    ]
  ]
  return (
    <dl class="stats-figures">
      {figures.map(([words, value]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const DAY_MS = 86_400_000

function isShort(points: readonly { readonly date: string }[]): boolean {
  const [first, second] = points
  return first !== undefined && second !== undefined && Date.parse(second.date) - Date.parse(first.date) < DAY_MS
}
