import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { typeset } from '../../i18n/typeset.ts'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'
import { ActButton, AdminTable, AdminTop, adminView, SureButton } from './admin-parts.tsx'

type RunnersPage = PageOf<'admin-runners'>

interface Props {
  readonly page: RunnersPage
  readonly context: ViewContext
}

const ACTION = PATHS.adminRunners

export function runnersView(page: RunnersPage, context: ViewContext): View {
  return adminView('runners.title', context, <Runners page={page} context={context} />)
}

function Runners({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('runners.title')} intro={t('runners.intro')} outcome={page.outcome} />
      {!page.enabled && (
        <Notice tone="calm">
          <p>{t('runners.off')}</p>
          <p>
            <a href={`${PATHS.adminConfig}/transcoding`}>{t('runners.turnOn')}</a>
          </p>
        </Notice>
      )}
      <List page={page} context={context} />
      <Tokens page={page} context={context} />
      <RunnerJobs page={page} context={context} />
    </div>
  )
}

function List({ page: { runners }, context }: Props) {
  const { t, dateTime } = context.i18n
  return (
    <section aria-labelledby="runners">
      <h2 id="runners">{t('runners.list')}</h2>
      {runners.length === 0 ? (
        <p class="quiet">{t('runners.none')}</p>
      ) : (
        <AdminTable
          labelledBy="runners"
          columns={[t('runners.name'), t('runners.version'), t('runners.seen'), t('admin.action')]}
        >
          {runners.map(({ id, name, description, version, lastContactAt }) => (
            <tr key={id}>
              <th scope="row" class="figures-name">
                {name}
                {description && <span class="quiet admin-under">{description}</span>}
              </th>
              <td>{version ?? t('overview.unknown')}</td>
              <td>{dateTime(lastContactAt)}</td>
              <td>
                <SureButton
                  action={ACTION}
                  name="drop"
                  value={id}
                  words={t('admin.remove')}
                  label={t('admin.removeNamed', { name })}
                  question={t('runners.dropSure', { name })}
                />
              </td>
            </tr>
          ))}
        </AdminTable>
      )}
    </section>
  )
}

function Tokens({ page: { tokens }, context }: Props) {
  const { t, date } = context.i18n
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{t('runners.tokens')}</h2>
      <p class="quiet admin-prose">{t('runners.tokensText')}</p>
      {tokens.length > 0 && (
        <AdminTable
          labelledBy="tokens"
          columns={[t('runners.token'), t('runners.used'), t('runners.made'), t('admin.action')]}
        >
          {tokens.map(({ id, token, runners, createdAt }) => (
            <tr key={id}>
              <th scope="row">
                <code>{token}</code>
              </th>
              <td>{t('runners.usedBy', { count: runners })}</td>
              <td>{date(createdAt)}</td>
              <td>
                <SureButton
                  action={ACTION}
                  name="dropToken"
                  value={id}
                  words={t('admin.remove')}
                  label={t('admin.removeNamed', { name: token })}
                  question={t('runners.dropTokenSure', { count: runners })}
                />
              </td>
            </tr>
          ))}
        </AdminTable>
      )}
      <ActButton action={ACTION} name="make" value="yes" words={t('runners.make')} label={t('runners.make')} />
    </section>
  )
}

function RunnerJobs({ page: { jobs, jobsTotal }, context }: Props) {
  const { t, percent } = context.i18n
  return (
    <section aria-labelledby="runner-jobs">
      <h2 id="runner-jobs">{t('runners.jobs')}</h2>
      {jobs.length === 0 ? (
        <p class="quiet">{t('runners.noJobs')}</p>
      ) : (
        <>
          <p class="quiet">{t('runners.jobsCount', { count: jobsTotal })}</p>
          <AdminTable
            labelledBy="runner-jobs"
            columns={[t('delivery.video'), t('runners.size'), t('runners.state'), t('runners.who'), t('admin.action')]}
          >
            {jobs.map(job => (
              <tr key={job.uuid}>
                <th scope="row" class="figures-name">
                  {typeset(job.videoName)}
                  {job.error && <span class="peer-failing admin-under">{job.error}</span>}
                </th>
                <td>{job.resolution}p</td>
                <td>
                  {t(`runners.state.${job.state}`)} {job.progress !== null && percent(job.progress)}
                </td>
                <td class="figures-name">{job.runnerName ?? '–'}</td>
                <td>
                  {job.state <= 2 && (
                    <SureButton
                      action={ACTION}
                      name="cancel"
                      value={job.uuid}
                      words={t('runners.cancel')}
                      label={t('runners.cancelNamed', { name: job.videoName })}
                      question={t('runners.cancelSure', { name: job.videoName })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </AdminTable>
        </>
      )}
    </section>
  )
}
