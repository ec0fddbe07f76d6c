import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { PATHS } from '../../ui/paths.ts'
import { ImportForm } from './import-form.tsx'
import { ImportRow } from './import-row.tsx'

type ImportsPage = PageOf<'my-imports'>

export function importsView(page: ImportsPage, context: ViewContext): View {
  const title = context.i18n.t('imports.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <Imports page={page} context={context} />
  }
}

function Imports({ page, context }: { page: ImportsPage; context: ViewContext }) {
  const { t } = context.i18n
  const { imports, total, isEnabled } = page
  const isUnderWay = imports.some(({ state }) => state === 'waiting' || state === 'running')
  return (
    <div class="studio imports">
      <div class="page-top">
        <h1>{t('imports.title')}</h1>
        <p class="quiet">{t(page.readsPages ? 'imports.introPages' : 'imports.introFiles')}</p>
      </div>
      <Outcome page={page} />
      {isEnabled ? (
        <ImportForm page={page} channels={context.user?.channels ?? []} />
      ) : (
        <Notice tone="calm" title={t('imports.off.title')}>
          <p>
            {context.user?.isAdministrator ? (
              <a href={PATHS.adminConfig}>{t('imports.off.admin')}</a>
            ) : (
              t('imports.off.text')
            )}
          </p>
        </Notice>
      )}
      <section class="imports-list" aria-labelledby="imports-list">
        <div class="imports-top">
          <h2 id="imports-list">{t('imports.list')}</h2>
          {isUnderWay && <a href={PATHS.myImports}>{t('imports.reload')}</a>}
        </div>
        {total === 0 ? (
          <Empty title={t('imports.empty.title')} text={t('imports.empty.text')} />
        ) : (
          <ul>
            {imports.map(one => (
              <ImportRow key={one.id} one={one} isEnabled={isEnabled} />
            ))}
          </ul>
        )}
        <Pagination page={page.page} pageSize={page.pageSize} total={total} path={context.path} />
      </section>
    </div>
  )
}

/** These are told in the form, beside the field. */
const IN_FORM = ['targetUrl', 'name']
const GENERAL = ['private', 'conflict', 'too_many'] as const

function Outcome({ page: { done, faults } }: { page: ImportsPage }) {
  const { t } = useI18n()
  if (faults.some(fault => !IN_FORM.includes(fault)))
    return (
      <Notice tone="fault" role="alert">
        <p>{t(`imports.fault.${GENERAL.find(fault => faults.includes(fault)) ?? 'invalid'}`)}</p>
      </Notice>
    )
  return done ? (
    <Notice tone="calm" role="status">
      <p>{t(`imports.done.${done}`)}</p>
    </Notice>
  ) : null
}
