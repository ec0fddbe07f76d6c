import type { FormFault } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

interface Props {
  readonly action: string
  /** The comment it answers. */
  readonly parentId?: number
  /** Whether somebody looks at comments before others see them. */
  readonly isChecked?: boolean
  /** Whether no comments are taken: then it only keeps what was refused. */
  readonly isClosed?: boolean
  readonly signInPath: string
  /** Why it was not taken when it was sent, and what was in it. */
  readonly refused: FormFault | undefined
}

const LENGTH_MAX = 10_000

export function CommentForm({ action, parentId, isChecked, isClosed, signInPath, refused }: Props) {
  const { t } = useI18n()
  const id = `comment-text-${parentId ?? 'new'}`
  const notes = {
    hint: isChecked ? t('talk.checked') : undefined,
    fault: refused && t(`talk.fault.${refused.kind}`)
  }
  const isSignedOut = refused?.kind === 'signed-out'
  return (
    <form class="comment-form" method="post" action={action} data-swap="talk">
      {parentId !== undefined && <input type="hidden" name="parentId" value={parentId} />}
      <Field id={id} label={t(parentId === undefined ? 'talk.write' : 'talk.answer')} {...notes}>
        <textarea
          {...tied(id, notes)}
          name="text"
          rows={refused ? 6 : 3}
          maxLength={LENGTH_MAX}
          required
          value={refused?.values['text']}
        />
      </Field>
      {isSignedOut && (
        <a href={signInPath} target="_blank" rel="noopener">
          {t('talk.signInElsewhere')}
        </a>
      )}
      {!isClosed && (
        <button class="button" type="submit">
          {t('talk.send')}
        </button>
      )}
    </form>
  )
}
