import { type PageOf, SITE_STYLES, type View, type ViewContext } from '../../document/view.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Banner } from '../../ui/banner.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { PATHS } from '../../ui/paths.ts'

export function aboutView(page: PageOf<'about'>, context: ViewContext): View {
  const { t } = context.i18n
  return {
    title: `${t('about.title', { name: context.instanceName })}`,
    description: page.shortDescription || t('site.description', { name: context.instanceName }),
    canonical: `${context.origin}${PATHS.about}`,
    preview: { title: context.instanceName },
    frame: 'site',
    stylesheets: [SITE_STYLES],
    content: <About page={page} context={context} />
  }
}

function About({ page, context }: { page: PageOf<'about'>; context: ViewContext }) {
  const { t } = context.i18n
  return (
    <article class="about">
      <Banner files={context.pictures?.banners} width="52rem" />
      <header class="about-top">
        <h1>{t('about.title', { name: context.instanceName })}</h1>
        {page.shortDescription && <p class="about-lead">{page.shortDescription}</p>}
        <p class="actions">
          {context.canSignUp && !context.user && (
            <a class="button button-main" href={PATHS.signUp}>
              {t('signUp.title')}
            </a>
          )}
          {page.hasContactForm && (
            <a class="button" href={PATHS.contact}>
              {t('contact.title')}
            </a>
          )}
        </p>
      </header>
      <Numbers page={page} />
      {page.texts.map(({ name, html }) => (
        <section key={name} aria-labelledby={`about-${name}`}>
          <h2 id={`about-${name}`}>{t(`about.${name}`)}</h2>
          <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
        </section>
      ))}
      <section aria-labelledby="about-software">
        <h2 id="about-software">{t('about.software')}</h2>
        <div class="prose">
          <p>{t('about.softwareText')}</p>
          <p>{t('about.dataText')}</p>
          <p>{t('about.privacyText')}</p>
        </div>
      </section>
      <Linked page={page} />
    </article>
  )
}

function Numbers({ page: { totals } }: { page: PageOf<'about'> }) {
  const { t, compact, size } = useI18n()
  const facts: readonly Fact[] = [
    [t('about.videos'), compact(totals.totalLocalVideos)],
    [t('about.views'), compact(totals.totalLocalVideoViews)],
    [t('about.comments'), compact(totals.totalLocalVideoComments)],
    [t('about.users'), compact(totals.totalUsers)],
    [t('about.size'), size(totals.totalLocalVideoFilesSize)]
  ]
  return <Facts class="numbers" facts={facts} />
}

function Linked({ page: { following, followers } }: { page: PageOf<'about'> }) {
  const { t } = useI18n()
  const lists = [
    ['following', following],
    ['followers', followers]
  ] as const
  return (
    <section aria-labelledby="about-linked">
      <h2 id="about-linked">{t('about.linked')}</h2>
      {lists.map(([name, hosts]) => (
        <div key={name} class="about-hosts">
          <h3>{t(`about.${name}`, { count: hosts.length })}</h3>
          {hosts.length > 0 && (
            <ul class="tags">
              {hosts.map(host => (
                <li key={host}>{host}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}
