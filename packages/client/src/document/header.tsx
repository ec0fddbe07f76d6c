import { useI18n } from '../i18n/i18n.ts'
import { Mark } from '../ui/mark.tsx'
import { PATHS, signInPath, withParameter } from '../ui/paths.ts'
import type { ViewContext } from './view.ts'

interface Props {
  readonly context: ViewContext
}

export function Header({ context }: Props) {
  const { t } = useI18n()
  const { user, path, instanceName } = context
  const here = path.split('?')[0]
  const link = (target: string, words: string) => (
    <a href={target} aria-current={here === target ? 'page' : undefined}>
      {words}
    </a>
  )

  return (
    <header class="header">
      <a class="header-home" href={PATHS.home}>
        <Mark size={32} />
        <span>{instanceName}</span>
      </a>
      <nav class="header-nav" aria-label={t('site.nav')}>
        {user ? (
          <>
            <a class="button button-main" href={PATHS.upload} aria-current={here === PATHS.upload ? 'page' : undefined}>
              {t('site.upload')}
            </a>
            {link(PATHS.myVideos, t('site.myVideos'))}
            <form method="post" action={PATHS.signOut}>
              <button class="link" type="submit" title={t('site.signedInAs', { name: user.displayName })}>
                {t('site.signOut')}
              </button>
            </form>
          </>
        ) : (
          <a href={signInPath(path)} aria-current={here === PATHS.signIn ? 'page' : undefined}>
            {t('site.signIn')}
          </a>
        )}
      </nav>
    </header>
  )
}

const LANGUAGES = [
  ['en', 'English'],
  ['fr', 'Français']
] as const

export function Footer({ context }: Props) {
  const { t, locale } = useI18n()
  return (
    <footer class="footer">
      <p>{t('site.footer')}</p>
      <nav class="footer-languages" aria-label={t('site.language')}>
        {LANGUAGES.map(([code, name]) => (
          <a
            key={code}
            href={withParameter(context.path, 'lang', code)}
            lang={code}
            hreflang={code}
            aria-current={code === locale ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
    </footer>
  )
}
