import { useI18n } from '../i18n/i18n.ts'
import { Mark } from '../ui/mark.tsx'
import { PATHS, signInPath, withParameter } from '../ui/paths.ts'
import { AccountMenu } from './account-menu.tsx'
import { NoticesLink } from './notices-link.tsx'
import type { ViewContext } from './view.ts'

interface Props {
  readonly context: ViewContext
}

export function Header({ context }: Props) {
  const { t } = useI18n()
  const { user, path, instanceName } = context
  const here = path.split('?')[0]
  const logo = context.pictures?.logoPath
  const link = (target: string, words: string) => (
    <a href={target} aria-current={here === target ? 'page' : undefined}>
      {words}
    </a>
  )

  return (
    <header class="header">
      <a class="header-home" href={PATHS.home}>
        {logo ? (
          <img class="header-logo" src={logo} alt="" width={32} height={32} decoding="async" />
        ) : (
          <Mark size={32} />
        )}
        <span>{instanceName}</span>
      </a>
      {here !== PATHS.search && <SearchField />}
      <nav class="header-nav" aria-label={t('site.nav')}>
        {user ? (
          <>
            <a class="button button-main" href={PATHS.upload} aria-current={here === PATHS.upload ? 'page' : undefined}>
              {t('site.upload')}
            </a>
            <NoticesLink unread={user.unread} here={here} />
            <AccountMenu user={user} here={here} />
          </>
        ) : (
          <>
            {context.canSignUp && link(PATHS.signUp, t('site.signUp'))}
            <a href={signInPath(path)} aria-current={here === PATHS.signIn ? 'page' : undefined}>
              {t('site.signIn')}
            </a>
          </>
        )}
      </nav>
    </header>
  )
}

function SearchField() {
  const { t } = useI18n()
  return (
    <search class="header-search">
      <form method="get" action={PATHS.search}>
        <input
          type="search"
          name="search"
          aria-label={t('search.field')}
          placeholder={t('search.field')}
          maxLength={200}
        />
        <button class="button" type="submit" aria-label={t('search.submit')}>
          <svg width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path d="M8.5 2a6.5 6.5 0 1 0 4 11.6l4.4 4.4 1.4-1.4-4.4-4.4A6.5 6.5 0 0 0 8.5 2m0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9" />
          </svg>
        </button>
      </form>
    </search>
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
      <div>
        <p>{t('site.footer')}</p>
        {/* Only JavaScript knows (app/visit.ts). */}
        <p id="visit" hidden data-received={t('site.visitReceived')} data-given={t('site.visitGiven')} />
      </div>
      <ul class="footer-links">
        <li>
          <a href={PATHS.about}>{t('about.link')}</a>
        </li>
        <li>
          <a href={PATHS.accessibility}>{t('accessibility.link')}</a>
        </li>
      </ul>
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
