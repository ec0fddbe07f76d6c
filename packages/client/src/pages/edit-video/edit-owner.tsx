import type { EditPart } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'
import { PATHS } from '../../ui/paths.ts'

interface Props {
  readonly part: Extract<EditPart, { tab: 'give' }>
  readonly faults: readonly string[]
  readonly action: string
}

/** Offers the video to another member, who takes it or not. */
export function EditOwner({ part: { username }, faults, action }: Props) {
  const { t } = useI18n()
  const notes = { hint: t('edit.give.hint'), fault: faults.length > 0 ? t('edit.fault.username') : undefined }
  return (
    <form class="form" method="post" action={action}>
      <p>{t('edit.give.text')}</p>
      <Field id="username" label={t('edit.give.username')} {...notes}>
        <input
          {...tied('username', notes)}
          name="username"
          value={username}
          maxLength={120}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
          required
        />
      </Field>
      <p class="actions">
        <button class="button button-main" type="submit">
          {t('edit.give.send')}
        </button>
      </p>
      <p>
        <a href={`${PATHS.ownership}?side=sent`}>{t('edit.give.sent')}</a>
      </p>
    </form>
  )
}
