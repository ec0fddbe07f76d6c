import { useI18n } from '../../i18n/i18n.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, tied } from '../../ui/field.tsx'
import { SENSITIVE_KINDS } from '../videos/sensitive.tsx'
import type { UploadValues } from './upload-values.ts'

interface Props {
  /** Of the upload. */
  readonly id: number
  readonly values: UploadValues
  readonly fault: string | undefined
  edit(part: Partial<UploadValues>): void
}

/** Whether it is sensitive; what is, and a sentence on it, are asked of those that are. */
export function SensitiveFields({ id, values, fault, edit }: Props) {
  const { t } = useI18n()
  const field = (name: string) => `upload-${id}-${name}`
  const { sensitiveFlags: flags } = values
  const said = { hint: t('upload.sensitiveHint'), fault }
  return (
    <>
      <Checkbox id={field('sensitive')} isChecked={values.isSensitive} onChange={on => edit({ isSensitive: on })}>
        {t('upload.sensitive')}
      </Checkbox>
      {values.isSensitive &&
        SENSITIVE_KINDS.map(([name, flag]) => (
          <Checkbox
            key={name}
            id={field(name)}
            isChecked={(flags & flag) > 0}
            onChange={on => edit({ sensitiveFlags: on ? flags | flag : flags & ~flag })}
          >
            {t(`upload.sensitive.${name}`)}
          </Checkbox>
        ))}
      {values.isSensitive && (
        <Field id={field('sensitiveSummary')} label={t('upload.sensitiveSummary')} {...said}>
          <input
            {...tied(field('sensitiveSummary'), said)}
            maxLength={250}
            value={values.sensitiveSummary}
            onInput={event => edit({ sensitiveSummary: event.currentTarget.value })}
          />
        </Field>
      )}
    </>
  )
}
