import type { PageUser } from '@colombier/server/contract'
import type { MessageKey } from '../i18n/en.ts'
import { useI18n } from '../i18n/i18n.ts'
import { PATHS } from '../ui/paths.ts'
import type { ViewContext } from './view.ts'

interface SectionLink {
  readonly path: string
  readonly words: MessageKey
  /** Shown to moderators who are no administrators. */
  readonly moderates?: true
  /** Shown where the server lets members import. */
  readonly imports?: true
}

interface Group {
  readonly id: string
  readonly title: MessageKey
  readonly links: readonly SectionLink[]
}

/** The pages that somebody goes back and forth between, in the order in which they are shown. */
const SECTIONS: Readonly<Record<'library' | 'admin', readonly Group[]>> = {
  library: [
    {
      id: 'studio',
      title: 'section.studio',
      links: [
        { path: PATHS.myVideos, words: 'site.myVideos' },
        { path: PATHS.myChannels, words: 'channels.title' },
        { path: PATHS.commentsOnMine, words: 'comments.title.mine' },
        { path: PATHS.myImports, words: 'imports.title', imports: true },
        { path: PATHS.ownership, words: 'ownership.title' }
      ]
    },
    {
      id: 'watching',
      title: 'section.watching',
      links: [
        { path: PATHS.subscriptions, words: 'home.view.subscriptions' },
        { path: PATHS.mySubscriptions, words: 'mine.subscriptions.title' },
        { path: PATHS.myPlaylists, words: 'playlists.title' },
        { path: PATHS.history, words: 'mine.history.title' }
      ]
    },
    {
      id: 'account',
      title: 'section.account',
      links: [
        { path: PATHS.notifications, words: 'mine.notifications.title' },
        { path: PATHS.settings, words: 'settings.title' },
        { path: PATHS.mutes, words: 'mutes.member.title' },
        { path: PATHS.myWords, words: 'words.member.title' },
        { path: PATHS.myReports, words: 'reports.title' }
      ]
    }
  ],
  admin: [
    {
      id: 'server',
      title: 'section.server',
      links: [
        { path: PATHS.admin, words: 'overview.title' },
        { path: PATHS.adminConfig, words: 'config.title' },
        { path: PATHS.adminPictures, words: 'pictures.title' },
        { path: PATHS.adminStorage, words: 'storage.title' },
        { path: PATHS.adminJobs, words: 'jobs.title' },
        { path: PATHS.adminRunners, words: 'runners.title' },
        { path: PATHS.adminLogs, words: 'logs.title' }
      ]
    },
    {
      id: 'moderation',
      title: 'section.moderation',
      links: [
        { path: PATHS.reports, words: 'mod.reports', moderates: true },
        { path: PATHS.allVideos, words: 'over.videos', moderates: true },
        { path: PATHS.videoBlocks, words: 'over.blocks', moderates: true },
        { path: PATHS.allComments, words: 'comments.title.all', moderates: true },
        { path: PATHS.adminUsers, words: 'users.title', moderates: true },
        { path: PATHS.registrations, words: 'mod.registrations', moderates: true },
        { path: PATHS.serverMutes, words: 'mutes.server.title', moderates: true },
        { path: PATHS.serverWords, words: 'words.server.title', moderates: true }
      ]
    },
    {
      id: 'network',
      title: 'section.network',
      links: [
        { path: PATHS.adminFollows, words: 'follows.title' },
        { path: PATHS.federation, words: 'peers.title' },
        { path: PATHS.redundancy, words: 'copies.title' },
        { path: PATHS.delivery, words: 'delivery.title' }
      ]
    }
  ]
}

interface Props {
  readonly section: keyof typeof SECTIONS
  readonly context: ViewContext
}

/** Beside the content on wide screens, a row that scrolls above it on narrow ones. */
export function SectionNav({ section, context }: Props) {
  const { t } = useI18n()
  const groups = groupsFor(section, context)
  const here = context.path.split('?')[0]!
  // The page of one thing belongs to the list of them.
  const current = groups
    .flatMap(({ links }) => links.map(({ path }) => path))
    .filter(path => `${here}/`.startsWith(`${path}/`))
    .reduce((longest, path) => (path.length > longest.length ? path : longest), '')
  return (
    <nav class="section-nav" aria-label={t(`section.${section}`)}>
      {groups.map(({ id, title, links }) => (
        <div key={id} class="section-group">
          <p id={`section-${id}`}>{t(title)}</p>
          <ul aria-labelledby={`section-${id}`}>
            {links.map(link => (
              <li key={link.path}>
                <a
                  href={link.path}
                  aria-current={link.path !== current ? undefined : here === current ? 'page' : 'true'}
                >
                  {t(link.words)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Where a section begins for that reader. */
export function sectionStart(section: keyof typeof SECTIONS, user: PageUser): string {
  return groupsFor(section, { user, canImport: false })[0]?.links[0]?.path ?? PATHS.home
}

function groupsFor(
  section: keyof typeof SECTIONS,
  { user, canImport }: Pick<ViewContext, 'user' | 'canImport'>
): Group[] {
  const mayRead = ({ moderates, imports }: SectionLink) =>
    section === 'library' ? canImport || !imports : user?.isAdministrator || moderates === true
  return SECTIONS[section]
    .map(group => ({ ...group, links: group.links.filter(mayRead) }))
    .filter(({ links }) => links.length > 0)
}
