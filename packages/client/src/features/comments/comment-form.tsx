import { useI18n } from '../../i18n/i18n.ts'

interface Props {
  readonly action: string
  /** The comment it answers. */
  readonly parentId?: number
  /** Whether somebody looks at comments before others see them. */
  readonly isChecked?: boolean
}

const LENGTH_MAX = 10_000

export function CommentForm({ action, parentId, isChecked }: Props) {
  const { t } = useI18n()
  const id = `comment-text-${parentId ?? 'new'}`
  return (
    <form class="comment-form" method="post" action={action} data-swap="talk">
      {parentId !== undefined && <input type="hidden" name="parentId" value={parentId} />}
      <div class="field">
        <label for={id}>{t(parentId === undefined ? 'talk.write' : 'talk.answer')}</label>
        <textarea
          id={id}
          name="text"
          rows={3}
          maxLength={LENGTH_MAX}
          required
          aria-describedby={isChecked ? `${id}-hint` : undefined}
        />
        {isChecked && (
          <p class="field-hint" id={`${id}-hint`}>
            {t('talk.checked')}
          </p>
        )}
      </div>
      <button class="button" type="submit">
        {t('talk.send')}
      </button>
    </form>
  )
}
