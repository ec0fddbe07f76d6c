import { EMBED_STYLES, type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Field, tied } from '../../ui/field.tsx'

export function passwordView(page: PageOf<'password'>, context: ViewContext): View {
  const { t } = context.i18n
  const form = <PasswordForm page={page} context={context} />
  return {
    title: `${t('password.title')} - ${context.instanceName}`,
    description: t('password.title'),
    isHidden: true,
    frame: page.isEmbed ? 'bare' : 'site',
    stylesheets: [page.isEmbed ? EMBED_STYLES : SITE_STYLES],
    ...(page.apiScope !== null && {
      browser: { entry: 'src/app/embed-password.ts', messages: [], data: { scope: page.apiScope } }
    }),
    content: page.isEmbed ? <main class="embed-message">{form}</main> : form
  }
}

/** Posts to the page it stands on. */
function PasswordForm({ page, context }: { page: PageOf<'password'>; context: ViewContext }) {
  const { t } = context.i18n
  const fault = page.isWrong ? t('password.wrong') : undefined
  return (
    <form class="panel form" method="post" action={context.path}>
      <h1>{t('password.title')}</h1>
      {page.videoName && <p>{t('password.intro', { name: page.videoName })}</p>}
      <Field id="password" label={t('password.label')} fault={fault}>
        <input {...tied('password', { fault })} name="password" type="password" autocomplete="off" autofocus required />
      </Field>
      <button class="button button-main" type="submit">
        {t('password.submit')}
      </button>
    </form>
  )
}
