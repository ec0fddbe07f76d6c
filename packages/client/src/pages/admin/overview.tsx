import type { AttentionKind } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from './admin-parts.tsx'

type OverviewPage = PageOf<'admin-overview'>

interface Props {
  readonly page: OverviewPage
  readonly context: ViewContext
}

/** Where each is mended. */
const PLACES: Readonly<Record<AttentionKind, string>> = {
  setup: PATHS.adminSetup,
  disk: PATHS.adminStorage,
  registrations: PATHS.registrations,
  abuses: PATHS.reports,
  jobs: `${PATHS.adminJobs}?state=failed`,
  peers: PATHS.federation,
  inbox: PATHS.federation,
  followers: `${PATHS.adminFollows}?side=followers`,
  mail: PATHS.adminConfig
}

export function overviewView(page: OverviewPage, context: ViewContext): View {
  return adminView('overview.title', context, <Overview page={page} context={context} />)
}

function Overview({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('overview.title')} intro={t('overview.intro', { name: context.instanceName })} />
      <Attention page={page} context={context} />
      <Figures page={page} context={context} />
      <section aria-labelledby="backups">
        <h2 id="backups">{t('overview.backups')}</h2>
        <p class="admin-prose">{t('overview.backupsText')}</p>
      </section>
      <Machine page={page} context={context} />
    </div>
  )
}

function Attention({ page: { attention }, context }: Props) {
  const { t } = context.i18n
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">{t('overview.attention')}</h2>
      {attention.length === 0 ? (
        <p class="admin-calm">{t('overview.calm')}</p>
      ) : (
        <ul class="attention">
          {attention.map(({ kind, count }) => (
            <li key={kind} class={kind === 'disk' ? 'attention-item attention-pressing' : 'attention-item'}>
              <div>
                <h3>{t(`attention.${kind}`, { count })}</h3>
                <p class="quiet">{t(`attention.${kind}.why`)}</p>
              </div>
              {kind !== 'mail' && (
                <a
                  class="button"
                  href={PLACES[kind]}
                  aria-label={`${t(`attention.${kind}.do`)}: ${t(`attention.${kind}`, { count })}`}
                >
                  {t(`attention.${kind}.do`)}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Figures({ page: { totals, disk }, context }: Props) {
  const { t, number, size } = context.i18n
  const facts: readonly Fact[] = [
    [t('about.videos'), number(totals.totalLocalVideos)],
    [t('about.views'), number(totals.totalLocalVideoViews)],
    [t('about.users'), number(totals.totalUsers)],
    [t('overview.today'), number(totals.totalDailyActiveUsers)],
    [t('about.size'), size(totals.totalLocalVideoFilesSize)],
    [t('overview.free'), size(disk.freeBytes)]
  ]
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('overview.figures')}</h2>
      <Facts class="delivery-totals" facts={facts} />
    </section>
  )
}

function Machine({ page: { machine }, context }: Props) {
  const { t, dateTime } = context.i18n
  const facts: readonly Fact[] = [
    ['Colombier', machine.version],
    ['Node.js', machine.node],
    ['PostgreSQL', machine.postgres],
    ['ffmpeg', machine.ffmpeg ?? t('overview.unknown')],
    [t('overview.started'), dateTime(machine.startedAt)]
  ]
  return (
    <section aria-labelledby="machine">
      <h2 id="machine">{t('overview.machine')}</h2>
      <p class="quiet">{t('overview.machineText')}</p>
      <Facts class="peer-facts" facts={facts} />
    </section>
  )
}
