import type { ReportOnPage } from '@colombier/server/contract'
import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { type I18n, useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'

const FRAME = { isHidden: true, frame: 'library', stylesheets: [SITE_STYLES, STUDIO_STYLES] } as const

export function myReportsView(page: PageOf<'my-reports'>, context: ViewContext): View {
  const title = context.i18n.t('reports.title')
  return {
    ...FRAME,
    title: `${title} - ${context.instanceName}`,
    description: title,
    content: <MyReports page={page} path={context.path} />
  }
}

function MyReports({ page, path }: { page: PageOf<'my-reports'>; path: string }) {
  const i18n = useI18n()
  const { t, dateTime } = i18n
  return (
    <div class="studio">
      <div class="page-top">
        <h1>{t('reports.title')}</h1>
        {page.total > 0 && <p class="quiet">{t('reports.count', { count: page.total })}</p>}
      </div>
      {page.total === 0 ? (
        <Empty title={t('reports.empty.title')} text={t('reports.empty.text')} />
      ) : (
        <ul class="reports">
          {page.reports.map(report => (
            <li key={report.id} class="report-row">
              <h2>
                <a href={`${PATHS.myReports}/${report.id}`}>{nameOf(i18n, report)}</a>
              </h2>
              <p>
                <State state={report.state} />{' '}
                <span class="quiet">{t('reports.sentOn', { date: dateTime(report.createdAt) })}</span>{' '}
                {report.messages > 0 && <span class="quiet">{t('reports.messages', { count: report.messages })}</span>}
              </p>
              <p class="report-excerpt">{report.reason}</p>
            </li>
          ))}
        </ul>
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={page.total} path={path} />
    </div>
  )
}

function nameOf({ t }: I18n, { target }: ReportOnPage): string {
  return target ? t(`reports.${target.kind}`, { name: target.name }) : t('reports.gone')
}

function State({ state }: Pick<ReportOnPage, 'state'>) {
  const { t } = useI18n()
  return <span class="badge">{t(`reports.state.${state}`)}</span>
}

export function myReportView(page: PageOf<'my-report'>, context: ViewContext): View {
  const name = nameOf(context.i18n, page.report)
  return {
    ...FRAME,
    title: `${name} - ${context.i18n.t('reports.title')} - ${context.instanceName}`,
    description: name,
    content: <MyReport page={page} />
  }
}

function MyReport({ page: { report, messages, isNew, refused } }: { page: PageOf<'my-report'> }) {
  const i18n = useI18n()
  const { t, dateTime } = i18n
  const name = nameOf(i18n, report)
  return (
    <article class="studio">
      <div class="page-top">
        <h1>{name}</h1>
        <p>
          <State state={report.state} />{' '}
          <span class="quiet">{t('reports.sentOn', { date: dateTime(report.createdAt) })}</span>
        </p>
      </div>
      {isNew && (
        <Notice tone="calm" role="status" title={t('reports.sent.title')}>
          <p>{t('reports.sent.text')}</p>
        </Notice>
      )}
      <section class="report-section" aria-labelledby="report-words">
        <h2 id="report-words">{t('reports.yourWords')}</h2>
        {report.predefinedReasons.length > 0 && (
          <ul class="tags">
            {report.predefinedReasons.map(reason => (
              <li key={reason}>{t(`report.reason.${reason}`)}</li>
            ))}
          </ul>
        )}
        <blockquote class="report-words">{report.reason}</blockquote>
        {report.target && <a href={report.target.path}>{name}</a>}
      </section>
      <section class="report-section" id="messages" tabIndex={-1} aria-labelledby="messages-title">
        <h2 id="messages-title">{t('reports.conversation')}</h2>
        {messages.length === 0 && <p class="quiet">{t('reports.noMessages')}</p>}
        {messages.length > 0 && (
          <ol class="messages">
            {messages.map(({ id, byModerator, message, createdAt }) => (
              <li key={id} class={byModerator ? 'message message-theirs' : 'message'}>
                <p>
                  <strong>{t(byModerator ? 'reports.moderator' : 'reports.you')}</strong>{' '}
                  <time class="quiet" dateTime={createdAt}>
                    {dateTime(createdAt)}
                  </time>
                </p>
                <p class="message-words">{message}</p>
              </li>
            ))}
          </ol>
        )}
        <MessageForm path={`${PATHS.myReports}/${report.id}`} refused={refused} />
      </section>
      <p>
        <a class="reports-all" href={PATHS.myReports}>
          {t('reports.all')}
        </a>
      </p>
    </article>
  )
}

function MessageForm({ path, refused }: { path: string; refused: string | null }) {
  const { t } = useI18n()
  const fault = refused === null ? undefined : t('reports.writeFault')
  return (
    <form class="form" method="post" action={path}>
      <Field id="message" label={t('reports.write')} fault={fault}>
        <textarea
          {...tied('message', { fault })}
          name="message"
          rows={3}
          minLength={2}
          maxLength={3000}
          defaultValue={refused ?? ''}
          autofocus={refused !== null}
          required
        />
      </Field>
      <div>
        <button class="button" type="submit">
          {t('reports.send')}
        </button>
      </div>
    </form>
  )
}
