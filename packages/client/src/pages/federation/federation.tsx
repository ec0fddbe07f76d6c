import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { Pagination } from '../../ui/pagination.tsx'

type FederationPage = PageOf<'federation'>
type Peer = FederationPage['peers'][number]
type Failure = FederationPage['failures'][number]

interface Props {
  readonly page: FederationPage
  readonly context: ViewContext
}

export function federationView(page: FederationPage, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${t('peers.title')} - ${context.instanceName}`,
    description: t('peers.title'),
    isHidden: true,
    frame: 'admin',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Federation page={page} context={context} />
  }
}

function Federation({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <div class="page-top">
        <h1>{t('peers.title')}</h1>
        <p class="quiet">{t('peers.count', { count: page.total })}</p>
      </div>
      <Outcome outcome={page.outcome} />
      {page.peers.length === 0 ? (
        <Empty title={t('peers.empty.title')} text={t('peers.empty.text')} />
      ) : (
        <ul class="peers">
          {page.peers.map(peer => (
            <PeerItem key={peer.host} peer={peer} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
      {page.failuresTotal > 0 && <Failures page={page} context={context} />}
      {page.replays.length > 0 && <Replays page={page} context={context} />}
    </div>
  )
}

function Failures({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">{t('failures.title')}</h2>
      <p class="quiet">{t('failures.text', { count: page.failuresTotal })}</p>
      <ul class="peers">
        {page.failures.map(failure => (
          <FailureItem key={failure.id} failure={failure} context={context} />
        ))}
      </ul>
    </section>
  )
}

function Replays({ page, context: { i18n } }: Props) {
  const { t, dateTime } = i18n
  return (
    <section aria-labelledby="replays">
      <h2 id="replays">{t('replays.title')}</h2>
      <ul class="peers">
        {page.replays.map(({ id, type, actor, state, reason, replayedAt }) => (
          <li key={id} class="sheet peer">
            <h3 class="peer-host">
              {type} · {actor}
            </h3>
            {reason && <p class="peer-failing">{reason}</p>}
            <p class="quiet">
              {t(state === 'waiting' && reason ? 'replays.again' : `replays.${state}`, { date: dateTime(replayedAt) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FailureItem({ failure, context }: { readonly failure: Failure; readonly context: ViewContext }) {
  const { t, dateTime } = context.i18n
  const { id, type, actor, attempts, failedAt, replayedAt } = failure
  return (
    <li class="sheet peer">
      <h3 class="peer-host">
        {type} · {actor}
      </h3>
      {failure.reason && <p class="peer-failing">{failure.reason}</p>}
      <p class="quiet">{t('failures.tries', { count: attempts, date: dateTime(failedAt) })}</p>
      {replayedAt && <p>{t('replays.failed', { date: dateTime(replayedAt) })}</p>}
      <form method="post" action={context.path}>
        <input type="hidden" name="form" value="activity" />
        <button type="submit" class="button" name="id" value={id} aria-label={t('failures.replayOne', { type, actor })}>
          {t('failures.replay')}
        </button>
      </form>
    </li>
  )
}

function PeerItem({ peer, context }: { readonly peer: Peer; readonly context: ViewContext }) {
  const { t } = context.i18n
  return (
    <li class="sheet peer">
      <h2 class="peer-host">{peer.host}</h2>
      <Health peer={peer} context={context} />
      <dl class="peer-facts">
        {factsOf(peer, context).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {peer.waiting > 0 && (
        <form method="post" action={context.path}>
          <input type="hidden" name="form" value="peer" />
          <button
            type="submit"
            class="button"
            name="host"
            value={peer.host}
            aria-label={t('peers.retryHost', { host: peer.host })}
          >
            {t('peers.retry')}
          </button>
        </form>
      )}
    </li>
  )
}

function Health({ peer, context }: { readonly peer: Peer; readonly context: ViewContext }) {
  const { t, dateTime } = context.i18n
  if (peer.failingSince) return <p class="peer-failing">{t('peers.failing', { date: dateTime(peer.failingSince) })}</p>
  return <p class="quiet">{t(peer.lastSuccessAt ? 'peers.well' : 'peers.untold')}</p>
}

function factsOf(peer: Peer, { i18n: { t, number, dateTime } }: ViewContext): (readonly [string, string])[] {
  const { lastError, lastErrorAt } = peer
  return [
    [t('peers.followers'), number(peer.followers)],
    [t('peers.following'), number(peer.following)],
    [t('peers.waiting'), number(peer.waiting)],
    ...(peer.lastSuccessAt ? [[t('peers.lastSuccess'), dateTime(peer.lastSuccessAt)] as const] : []),
    ...(peer.nextTryAt ? [[t('peers.nextTry'), dateTime(peer.nextTryAt)] as const] : []),
    ...(lastError && lastErrorAt
      ? [[t('peers.lastError'), t('peers.errorAt', { error: lastError, date: dateTime(lastErrorAt) })] as const]
      : [])
  ]
}
