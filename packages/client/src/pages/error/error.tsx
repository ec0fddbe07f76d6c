import { EMBED_STYLES, type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { Empty } from '../../ui/empty.tsx'
import { PATHS, signInPath } from '../../ui/paths.ts'

const EXPLAINED = [401, 403, 404, 410, 429, 500, 503] as const
type Explained = (typeof EXPLAINED)[number]

/** The sentence of a status without its own is that of its family. */
function explain(status: number): Explained {
  return EXPLAINED.find(known => known === status) ?? (status >= 500 ? 500 : 404)
}

export function errorView(page: PageOf<'error'>, context: ViewContext): View {
  const { t } = context.i18n
  const status = explain(page.status)
  const mayHelp = !context.user && (status === 401 || status === 403)
  return {
    title: `${t(`error.${status}.title`)} - ${context.instanceName}`,
    description: t(`error.${status}.text`),
    isHidden: true,
    frame: page.isEmbed ? 'bare' : 'site',
    stylesheets: [page.isEmbed ? EMBED_STYLES : SITE_STYLES],
    content: page.isEmbed ? (
      <main class="embed-message">
        <h1>{t(`error.${status}.title`)}</h1>
        <p>{t(`error.${status}.text`)}</p>
      </main>
    ) : (
      <Empty isPageTitle title={t(`error.${status}.title`)} text={t(`error.${status}.text`)}>
        <a class="button button-main" href={mayHelp ? signInPath(context.path) : PATHS.home}>
          {t(mayHelp ? 'site.signIn' : 'error.home')}
        </a>
      </Empty>
    )
  }
}
