import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { DeliveryPlot } from './delivery-plot.tsx'
import { FiguresTable } from './figures-table.tsx'

type DeliveryPage = PageOf<'delivery'>

interface Props {
  readonly page: DeliveryPage
  readonly context: ViewContext
}

export function deliveryView(page: DeliveryPage, context: ViewContext): View {
  const { t } = context.i18n
  const { reports, sentBytes } = page.total
  return {
    title: `${t('delivery.title')} - ${context.instanceName}`,
    description: t('delivery.title'),
    isHidden: true,
    frame: 'admin',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content:
      reports + sentBytes > 0 ? (
        <Delivery page={page} context={context} />
      ) : (
        <>
          <Empty isPageTitle title={t('delivery.empty.title')} text={t('delivery.empty.text')} />
          <Helpers page={page} context={context} />
        </>
      )
  }
}

function Delivery({ page, context }: Props) {
  const { t, day } = context.i18n
  const { days, videos, countsSent } = page
  const withFigures = days.filter(({ reports, sentBytes }) => reports + sentBytes > 0).toReversed()
  return (
    <div class="studio delivery">
      <div class="page-top">
        <h1>{t('delivery.title')}</h1>
        <p class="quiet">{t('delivery.days', { count: days.length })}</p>
      </div>
      <Totals page={page} context={context} />
      <Helpers page={page} context={context} />
      <section>
        <h2 id="by-day">{t('delivery.byDay')}</h2>
        <DeliveryPlot days={days} />
        <FiguresTable
          labelledBy="by-day"
          name={t('delivery.day')}
          countsSent={countsSent}
          rows={withFigures.map(one => ({ ...one, name: day(one.day) }))}
        />
      </section>
      <section>
        <h2 id="by-video">{t('delivery.byVideo')}</h2>
        <FiguresTable
          labelledBy="by-video"
          name={t('delivery.video')}
          countsSent={countsSent}
          rows={videos.map(({ watchPath, ...one }) => ({ ...one, path: watchPath }))}
        />
        <Pagination page={page.page} pageSize={page.pageSize} total={page.videosTotal} path={context.path} />
      </section>
      <p class="quiet delivery-note">{t(countsSent ? 'delivery.note' : 'delivery.noteNotSent')}</p>
    </div>
  )
}

function Totals({ page: { total, countsSent }, context }: Props) {
  const { t, size, percent } = context.i18n
  const facts: readonly Fact[] = [
    [t('delivery.share'), total.p2pShare === null ? t('delivery.none') : percent(total.p2pShare * 100)],
    [t('delivery.p2p'), size(total.downloadedBytesP2P)],
    [t('delivery.http'), size(total.downloadedBytesHTTP)],
    ...(countsSent ? [[t('delivery.sent'), size(total.sentBytes)] as const] : [])
  ]
  return <Facts class="delivery-totals" facts={facts} />
}

/** Who helps just now: viewers and clients that the tracker knows, and this server's own BitTorrent client. */
function Helpers({ page: { tracker, seeding }, context }: Props) {
  const { t, number, size } = context.i18n
  const facts: readonly Fact[] = [
    [t('delivery.swarms'), tracker.enabled ? number(tracker.swarms) : t('delivery.off')],
    [t('delivery.players'), number(tracker.webSocket)],
    [t('delivery.clients'), number(tracker.http)],
    [t('delivery.seeded'), seeding.enabled ? number(seeding.torrents) : t('delivery.off')],
    [t('delivery.given'), size(seeding.givenBytes)]
  ]
  return (
    <section aria-labelledby="helpers">
      <h2 id="helpers">{t('delivery.helpers')}</h2>
      <Facts class="delivery-totals" facts={facts} />
    </section>
  )
}
