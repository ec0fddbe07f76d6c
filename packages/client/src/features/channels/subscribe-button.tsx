import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  /** `/c/name`, or `/c/name@host`. */
  readonly channelPath: string
  /** Where to come back to. */
  readonly next: string
  readonly isSubscribed: boolean
  /** The part of the page that the answer replaces, where JavaScript runs. */
  readonly swap?: string
}

/** A form: who is not signed in is asked to, and comes back. */
export function SubscribeButton({ channelPath, next, isSubscribed, swap }: Props) {
  const { t } = useI18n()
  return (
    <form method="post" action={`${channelPath}/subscription`} data-swap={swap}>
      <input type="hidden" name="next" value={next} />
      <button
        class={isSubscribed ? 'button' : 'button button-main'}
        type="submit"
        name="wanted"
        value={isSubscribed ? 'no' : 'yes'}
      >
        {t(isSubscribed ? 'opinion.unsubscribe' : 'opinion.subscribe')}
      </button>
    </form>
  )
}
