import { useI18n } from '../i18n/i18n.ts'
import { PATHS } from '../ui/paths.ts'

const SHOWN_MAX = 99

interface Props {
  readonly unread: number
  /** Path of the present page. */
  readonly here: string | undefined
}

/** The way to what is told to a member, and how much of it is new. `app/notices.ts` keeps it true. */
export function NoticesLink({ unread, here }: Props) {
  const { t } = useI18n()
  return (
    <>
      <a
        id="notices"
        class="notices"
        href={PATHS.notifications}
        aria-label={unread > 0 ? t('site.unread', { count: unread }) : t('mine.notifications.title')}
        aria-current={here === PATHS.notifications ? 'page' : undefined}
      >
        <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M12 2a1.5 1.5 0 0 0-1.5 1.5v.7A6.5 6.5 0 0 0 5.5 10.5V15l-2 3v1h17v-1l-2-3v-4.5a6.5 6.5 0 0 0-5-6.3v-.7A1.5 1.5 0 0 0 12 2M9.5 20.5a2.5 2.5 0 0 0 5 0z" />
        </svg>
        {unread > 0 && <span class="notices-count">{unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}</span>}
      </a>
      <span id="notices-said" class="unseen" role="status" />
    </>
  )
}
