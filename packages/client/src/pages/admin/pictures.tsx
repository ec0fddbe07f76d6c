import type { PageOf, View, ViewContext } from '../../document/view.ts'
import { PATHS } from '../../ui/paths.ts'
import { PictureForm } from '../../ui/picture-form.tsx'
import { AdminTop, adminView } from './admin-parts.tsx'

type PicturesPage = PageOf<'admin-pictures'>

interface Props {
  readonly page: PicturesPage
  readonly context: ViewContext
}

export function picturesView(page: PicturesPage, context: ViewContext): View {
  return adminView('pictures.title', context, <Pictures page={page} context={context} />)
}

function Pictures({ page: { logoPath, banners, outcome }, context }: Props) {
  const { t } = context.i18n
  const shared = { name: context.instanceName }
  const isRefused = (kind: string) => outcome.fault?.form === kind
  return (
    <div class="studio admin">
      <AdminTop title={t('pictures.title')} intro={t('pictures.intro')} outcome={outcome} />
      <section class="sheet" aria-labelledby="logo-title">
        <h2 id="logo-title">{t('pictures.logo')}</h2>
        <p class="quiet">{t('pictures.logoText')}</p>
        <PictureForm
          {...shared}
          kind="avatar"
          action={`${PATHS.adminPictures}/avatar`}
          path={logoPath}
          isRefused={isRefused('avatar')}
        />
      </section>
      <section class="sheet" aria-labelledby="banner-title">
        <h2 id="banner-title">{t('pictures.banner')}</h2>
        <p class="quiet">{t('pictures.bannerText')}</p>
        <PictureForm
          {...shared}
          kind="banner"
          action={`${PATHS.adminPictures}/banner`}
          path={banners[0]?.path ?? null}
          isRefused={isRefused('banner')}
        />
      </section>
    </div>
  )
}
