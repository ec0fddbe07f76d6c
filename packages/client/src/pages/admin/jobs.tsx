import type { JobState } from '@colombier/server/contract'
import type { PageOf, View, ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Empty } from '../../ui/empty.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { ActButton, AdminTop, adminView } from './admin-parts.tsx'

type JobsPage = PageOf<'admin-jobs'>
type Job = JobsPage['jobs'][number]

interface Props {
  readonly page: JobsPage
  readonly context: ViewContext
}

const STATES = [null, 'waiting', 'active', 'failed', 'completed'] as const satisfies readonly (JobState | null)[]

export function jobsView(page: JobsPage, context: ViewContext): View {
  return adminView('jobs.title', context, <Jobs page={page} context={context} />)
}

function Jobs({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('jobs.title')} intro={t('jobs.intro')} outcome={page.outcome} />
      <Tabs
        label={t('jobs.state')}
        tabs={STATES.map(state => ({
          path: state ? `${PATHS.adminJobs}?state=${state}` : PATHS.adminJobs,
          words: t(`jobs.state.${state ?? 'all'}`),
          isHere: page.state === state
        }))}
      />
      {page.total === 0 ? (
        <Empty title={t('jobs.empty.title')} text={t('jobs.empty.text')} />
      ) : (
        <ul class="peers">
          {page.jobs.map(job => (
            <JobItem key={job.id} job={job} context={context} />
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={context.path} />
    </div>
  )
}

function JobItem({ job, context }: { readonly job: Job; readonly context: ViewContext }) {
  const { t, dateTime } = context.i18n
  return (
    <li class="sheet peer">
      <h2 class="peer-host">
        <a href={job.watchPath}>{job.videoName || job.videoUuid}</a>
      </h2>
      <p class={job.state === 'failed' ? 'peer-failing' : 'quiet'}>
        {t('jobs.transcoding')} · {t(`jobs.is.${stateOf(job.state)}`)} · {dateTime(job.finishedOn ?? job.createdAt)}
      </p>
      {job.error && <JobError error={job.error} context={context} />}
      {job.state === 'failed' && (
        <ActButton
          action={context.path}
          name="retry"
          value={job.videoUuid}
          words={t('jobs.retry')}
          label={t('jobs.retryNamed', { name: job.videoName })}
        />
      )}
    </li>
  )
}

/** Its code in plain words first, and what the program said for who wants to know. */
function JobError({ error, context }: { readonly error: string; readonly context: ViewContext }) {
  const { t } = context.i18n
  const [code = '', ...detail] = error.split(': ')
  const key = `transcoding.failure.${code}`
  const words = t(key as MessageKey)
  return (
    <>
      <p>{words === key ? error : words}</p>
      {words !== key && detail.length > 0 && (
        <details>
          <summary>{t('jobs.detail')}</summary>
          <p class="admin-raw">{detail.join(': ')}</p>
        </details>
      )}
    </>
  )
}

function stateOf(state: JobState): 'waiting' | 'active' | 'failed' | 'completed' {
  return state === 'active' || state === 'failed' || state === 'completed' ? state : 'waiting'
}
