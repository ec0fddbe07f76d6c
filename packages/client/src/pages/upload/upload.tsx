import { type PageOf, SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Uploader, type UploaderProps } from '../../features/upload/uploader.tsx'
import { PATHS } from '../../ui/paths.ts'

export function uploadView(page: PageOf<'upload'>, context: ViewContext): View {
  const { t, size } = context.i18n
  const { maxSizeBytes, quotaLeftBytes } = page
  const limits = { maxSizeBytes, quotaLeftBytes }
  const data: UploaderProps = { channels: context.user?.channels ?? [], limits }
  return {
    title: `${t('upload.title')} - ${context.instanceName}`,
    description: t('upload.title'),
    isHidden: true,
    frame: 'site',
    stylesheets: [SITE_STYLES, STUDIO_STYLES],
    content: (
      <div class="studio">
        <div class="page-top">
          <h1>{t('upload.title')}</h1>
          <p class="quiet upload-intro">
            {maxSizeBytes === null ? t('upload.introUnlimited') : t('upload.intro', { size: size(maxSizeBytes) })}{' '}
            {quotaLeftBytes !== null && t('upload.quotaLeft', { size: size(quotaLeftBytes) })}
          </p>
          {context.canImport && (
            <p>
              <a class="upload-other" href={PATHS.myImports}>
                {t('upload.byAddress')}
              </a>
            </p>
          )}
        </div>
        <noscript>
          <p class="notice notice-fault">{t('upload.needsScript')}</p>
        </noscript>
        <div id="uploader">
          <Uploader {...data} />
        </div>
      </div>
    ),
    browser: {
      entry: 'src/app/upload.tsx',
      data,
      messages: ['upload.', 'edit.frame.', 'transcoding.', 'privacy.', 'category.', 'licence.']
    }
  }
}
