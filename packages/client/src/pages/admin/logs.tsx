import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { PATHS } from '../../ui/paths.ts'
import { AdminTop, adminView } from './admin-parts.tsx'

type LogsPage = PageOf<'admin-logs'>

interface Props {
  readonly page: LogsPage
  readonly context: ViewContext
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const
const SPANS = [1, 24, 168, 720] as const

export function logsView(page: LogsPage, context: ViewContext): View {
  return adminView('logs.title', context, <Logs page={page} context={context} />)
}

function Logs({ page, context }: Props) {
  const { t, dateTime } = context.i18n
  return (
    <div class="studio admin">
      <AdminTop title={t('logs.title')} intro={t('logs.intro')} />
      <Choice page={page} context={context} />
      {page.lines.length === 0 ? (
        <Empty title={t('logs.empty.title')} text={t('logs.empty.text')} />
      ) : (
        <>
          <p class="quiet" role="status">
            {t(page.isCut ? 'logs.cut' : 'logs.count', { count: page.lines.length })}
          </p>
          <ol class="log">
            {page.lines.map(({ at, level, part, text }, place) => (
              <li key={place} class={`log-line log-${level}`}>
                <p class="log-facts">
                  <strong>{t(`logs.level.${level}`)}</strong>
                  <time dateTime={at}>{dateTime(at)}</time>
                  <span>{part}</span>
                </p>
                <p class="admin-raw">{text}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

function Choice({ page, context }: Props) {
  const { t } = context.i18n
  return (
    <form class="admin-choice" method="get" action={PATHS.adminLogs}>
      <Field id="level" label={t('logs.level')}>
        <select {...tied('level')} name="level">
          {LEVELS.map(level => (
            <option key={level} value={level} selected={level === page.level}>
              {t(`logs.from.${level}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="hours" label={t('logs.span')}>
        <select {...tied('hours')} name="hours">
          {SPANS.map(hours => (
            <option key={hours} value={hours} selected={hours === page.hours}>
              {t(`logs.span.${hours}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id="words" label={t('logs.search')}>
        <input {...tied('words')} type="search" name="search" defaultValue={page.search} maxLength={200} />
      </Field>
      <button class="button" type="submit">
        {t('logs.show')}
      </button>
    </form>
  )
}
