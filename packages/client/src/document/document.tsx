import type { Messages } from '../i18n/en.ts'
import { I18nContext, selectMessages } from '../i18n/i18n.ts'
import { assetUrl, scriptUrls } from './assets.ts'
import { dataBlock } from './data-block.ts'
import { Footer, Header } from './header.tsx'
import { PreviewTags } from './preview-tags.tsx'
import { SectionNav } from './section-nav.tsx'
import type { View, ViewContext } from './view.ts'

interface Props {
  readonly view: View
  readonly context: ViewContext
  readonly messages: Messages
}

/** The whole page but for its doctype. Nothing in it is run inline, so a strict Content-Security-Policy holds. */
export function Document({ view, context, messages }: Props) {
  const { t, locale } = context.i18n
  const blurs = context.blurredKinds?.map(flags => `blurs-${flags}`) ?? []
  const classes = [...(view.frame === 'bare' ? ['bare'] : []), ...blurs].join(' ')
  return (
    <I18nContext.Provider value={context.i18n}>
      <html lang={locale}>
        <Head view={view} context={context} />
        <body class={classes || undefined}>
          {view.frame === 'bare' ? (
            view.content
          ) : (
            <>
              <a class="skip" href="#content">
                {t('site.skip')}
              </a>
              <Header context={context} />
              {view.frame === 'site' ? (
                <main id="content" tabIndex={-1}>
                  {view.content}
                </main>
              ) : (
                <div class="section">
                  <SectionNav section={view.frame} context={context} />
                  <main id="content" tabIndex={-1}>
                    {view.content}
                  </main>
                </div>
              )}
              <Footer context={context} />
            </>
          )}
          {view.browser && (
            <script
              type="application/json"
              id="page-data"
              dangerouslySetInnerHTML={{
                __html: dataBlock({
                  locale,
                  messages: selectMessages(messages, view.browser.messages),
                  data: view.browser.data
                })
              }}
            />
          )}
        </body>
      </html>
    </I18nContext.Provider>
  )
}

function Head({ view, context }: Omit<Props, 'messages'>) {
  const [script, ...imports] = view.browser ? scriptUrls(view.browser.entry) : []
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{view.title}</title>
      <meta name="description" content={view.description} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={context.look?.papers.day ?? '#f7f3ec'} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={context.look?.papers.night ?? '#161b22'} />
      <meta property="og:platform" content="PeerTube" />
      <meta property="og:site_name" content={context.instanceName} />
      {view.isHidden && <meta name="robots" content="noindex" />}
      {view.canonical && <link rel="canonical" href={view.canonical} />}
      <PreviewTags view={view} />
      {view.head}
      <link rel="icon" type="image/svg+xml" href={assetUrl('src/ui/favicon.svg')} />
      <link rel="manifest" href="/manifest.webmanifest" />
      {view.stylesheets.map(sheet => (
        <link key={sheet} rel="stylesheet" href={assetUrl(sheet)} />
      ))}
      {context.look?.path && <link rel="stylesheet" href={context.look.path} />}
      {imports.map(url => (
        <link key={url} rel="modulepreload" href={url} />
      ))}
      {script && <script type="module" src={script} />}
      {view.frame !== 'bare' && <script type="module" src={assetUrl('src/app/visit.ts')} />}
      {(view.frame === 'library' || view.frame === 'admin') && (
        <script type="module" src={assetUrl('src/app/section-nav.ts')} />
      )}
      {context.user && view.frame !== 'bare' && <script type="module" src={assetUrl('src/app/notices.ts')} />}
    </head>
  )
}
