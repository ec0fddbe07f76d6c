import { useI18n } from '../i18n/i18n.ts'
import { Field, tied } from './field.tsx'

interface Props {
  readonly value: string
  /** What else the address says, and is to say again. */
  readonly kept?: Readonly<Record<string, string>>
}

/** Finds something again in a list of one's own. */
export function ListSearch({ value, kept = {} }: Props) {
  const { t } = useI18n()
  return (
    <search>
      <form method="get" class="member-row">
        {Object.entries(kept).map(([name, kept]) => (
          <input key={name} type="hidden" name={name} value={kept} />
        ))}
        <Field id="search" label={t('member.search')}>
          <input {...tied('search')} type="search" name="search" maxLength={200} value={value} />
        </Field>
        <button type="submit" class="button">
          {t('member.submit')}
        </button>
      </form>
    </search>
  )
}
