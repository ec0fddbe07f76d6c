import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Archive, type ArchiveProps } from '../../features/archive/archive.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PATHS } from '../../ui/paths.ts'

export function archiveView({ kind: _, ...data }: PageOf<'archive'>, context: ViewContext): View {
  const title = context.i18n.t('archive.title')
  return {
    title: `${title} - ${context.instanceName}`,
    description: title,
    isHidden: true,
    frame: 'library',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: <ArchivePage data={data} context={context} />,
    browser: { entry: 'src/app/archive.tsx', data, messages: ['archive.', 'upload.'] }
  }
}

function ArchivePage({ data, context }: { readonly data: ArchiveProps; readonly context: ViewContext }) {
  const { t } = context.i18n
  return (
    <div class="studio stack">
      <div class="page-top">
        <h1>{t('archive.title')}</h1>
        <p class="quiet">{t('archive.intro')}</p>
        <p>
          <a class="upload-other" href={`${PATHS.settings}#export`}>
            {t('archive.export')}
          </a>
        </p>
      </div>
      {!data.isEnabled && (
        <Notice tone="calm" title={t('archive.off.title')}>
          <p>
            {context.user?.isAdministrator ? (
              <a href={PATHS.adminConfig}>{t('archive.off.admin')}</a>
            ) : (
              t('archive.off.text')
            )}
          </p>
        </Notice>
      )}
      {data.isEnabled && (
        <noscript>
          <p class="notice notice-fault">{t('archive.needsScript')}</p>
        </noscript>
      )}
      <div id="archive">
        <Archive {...data} />
      </div>
    </div>
  )
}
