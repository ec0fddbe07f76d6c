import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  /** Of the page that it is on; `/subscription` follows. */
  readonly path: string
  readonly isSubscribed: boolean
  /** The part of the page that the answer replaces, where JavaScript runs. */
  readonly swap?: string
}

/** A form: who is not signed in is asked to, and comes back. */
export function SubscribeButton({ path, isSubscribed, swap }: Props) {
  const { t } = useI18n()
  return (
    <form method="post" action={`${path}/subscription`} data-swap={swap}>
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
