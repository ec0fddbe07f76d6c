import type { FormFault, VideoDetails, WatchExtras } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Outcome } from '../../ui/outcome.tsx'
import { SubscribeButton } from '../channels/subscribe-button.tsx'
import { SaveMenu } from '../playlists/save-menu.tsx'

interface Props {
  readonly video: VideoDetails
  /** Null for who is not signed in: sending leads to the sign-in page, and back. */
  readonly standing: WatchExtras['standing']
  readonly saving: WatchExtras['saving']
  /** The page's own address, without a query. */
  readonly path: string
  /** What of this could not be done. */
  readonly refused: FormFault | undefined
}

/** Liking a video, following its channel, keeping it. */
export function Opinion({ video, standing, saving, path, refused }: Props) {
  const { t, compact } = useI18n()
  const isOfSaving = refused?.form === 'save'
  return (
    <div class="opinion" id="opinion" tabIndex={-1}>
      <form method="post" action={`${path}/rate`} data-swap="opinion">
        {(['like', 'dislike'] as const).map(rating => {
          const isMine = standing?.rating === rating
          const count = rating === 'like' ? video.likes : video.dislikes
          return (
            <button
              key={rating}
              class="button"
              type="submit"
              name="rating"
              value={isMine ? 'none' : rating}
              aria-pressed={isMine}
            >
              <Thumb isDown={rating === 'dislike'} />
              <span class="opinion-count" aria-hidden="true">
                {compact(count)}
              </span>
              <span class="opinion-words">{t(`opinion.${rating}`, { count })}</span>
            </button>
          )
        })}
      </form>
      <SubscribeButton path={path} isSubscribed={standing?.isSubscribed ?? false} swap="opinion" />
      <SaveMenu saving={saving} path={path} refused={isOfSaving ? refused : undefined} />
      <a class="button" href={`${path}/report`} rel="nofollow">
        {t('report.link')}
      </a>
      {refused && !isOfSaving && <Outcome outcome={{ done: null, fault: refused }} />}
    </div>
  )
}

function Thumb({ isDown }: { isDown: boolean }) {
  return (
    <svg
      class={isDown ? 'thumb thumb-down' : 'thumb'}
      width="18"
      height="18"
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M2 9h3v9H2zm4.5 0L10 1.5c1.7 0 2.6 1.2 2.3 2.8L11.7 7H17c1.3 0 2.2 1.2 1.9 2.4l-1.6 6.6A2.6 2.6 0 0 1 14.800 18H6.500z" />
    </svg>
  )
}
