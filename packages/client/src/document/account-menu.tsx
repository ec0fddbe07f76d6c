import type { PageUser } from '@colombier/server/contract'
import { useI18n } from '../i18n/i18n.ts'
import { Avatar } from '../ui/avatar.tsx'
import { PATHS } from '../ui/paths.ts'
import { sectionStart } from './section-nav.tsx'

interface Props {
  readonly user: PageUser
  /** Path of the present page. */
  readonly here: string | undefined
}

/** What is somebody's own. A `details`: it opens by keyboard, and without a script. */
export function AccountMenu({ user, here }: Props) {
  const { t } = useI18n()
  const links = (entries: readonly (readonly [path: string, words: string])[]) => (
    <ul>
      {entries.map(([path, words]) => (
        <li key={path}>
          <a href={path} aria-current={here === path ? 'page' : undefined}>
            {words}
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <details class="menu">
      <summary title={t('site.signedInAs', { name: user.displayName })}>
        <Avatar path={user.avatarPath} name={user.displayName} size={32} />
        <span class="menu-name">{user.displayName}</span>
      </summary>
      <div class="menu-panel">
        {links([
          [PATHS.myVideos, t('site.myVideos')],
          [PATHS.subscriptions, t('home.view.subscriptions')],
          [PATHS.myPlaylists, t('playlists.title')],
          [PATHS.history, t('mine.history.title')],
          [PATHS.notifications, t('mine.notifications.title')],
          [PATHS.settings, t('settings.title')],
          [`/a/${user.username}`, t('site.myPage')]
        ])}
        {user.isModerator && links([[sectionStart('admin', user), t('site.administration')]])}
        <form method="post" action={PATHS.signOut}>
          <button class="link" type="submit">
            {t('site.signOut')}
          </button>
        </form>
      </div>
    </details>
  )
}
