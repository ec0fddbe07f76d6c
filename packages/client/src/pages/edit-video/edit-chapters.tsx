import type { EditPart } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

interface Props {
  readonly part: Extract<EditPart, { tab: 'chapters' }>
  readonly faults: readonly string[]
  readonly action: string
}

export function EditChapters({ part: { chapters }, faults, action }: Props) {
  const { t } = useI18n()
  const fault = faults.length > 0 ? t('edit.fault.chapters') : undefined
  const hint = t('edit.chapters.hint')
  return (
    <form class="form" method="post" action={action}>
      <Field id="chapters" label={t('edit.chapters.label')} hint={hint} fault={fault}>
        <textarea {...tied('chapters', { hint, fault })} name="chapters" rows={12} value={chapters} />
      </Field>
      <p class="actions">
        <button class="button button-main" type="submit">
          {t('edit.save')}
        </button>
      </p>
    </form>
  )
}
