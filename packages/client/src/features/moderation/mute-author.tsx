import type { PageComment } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly author: NonNullable<PageComment['author']>
  /** Of the video's page. */
  readonly path: string
}

/** For moderators, beside a comment. */
export function MuteAuthor({ author, path }: Props) {
  const { t } = useI18n()
  const name = author.displayName
  return (
    <details>
      <summary class="link" aria-label={t('moderate.muteNamed', { name })}>
        {t('moderate.mute')}
      </summary>
      <form class="comment-delete" method="post" action={`${path}/moderate#moderate`}>
        <input type="hidden" name="id" value={author.handle} />
        <p>{t('mod.muteAccount.text')}</p>
        <button class="button button-danger" type="submit" name="form" value="mute-account">
          {t('mod.muteAccount', { name })}
        </button>
      </form>
    </details>
  )
}
