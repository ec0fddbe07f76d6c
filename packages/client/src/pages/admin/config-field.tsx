import type { ConfigField } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { type I18n, useI18n } from '../../i18n/i18n.ts'
import { Field, FieldNotes, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'

interface FieldsProps {
  readonly fields: readonly ConfigField[]
  /** For another reason than a field. */
  readonly isFaulty?: boolean
}

/** Settings one below the other, and whether something of them cannot be taken. */
export function ConfigFields({ fields, isFaulty }: FieldsProps) {
  const { t } = useI18n()
  return (
    <>
      {(isFaulty || fields.some(field => field.isFaulty)) && (
        <Notice tone="fault" role="alert">
          <p>{t('config.faulty')}</p>
        </Notice>
      )}
      {fields.map(field => (
        <ConfigControl key={field.path} field={field} />
      ))}
    </>
  )
}

/** One setting: what it is called, what follows from it, and its control. */
function ConfigControl({ field }: { readonly field: ConfigField }) {
  const i18n = useI18n()
  const { t } = i18n
  const { path, kind, value } = field
  const id = path.replaceAll('.', '-')
  const fault = field.isFaulty ? t(`config.fault.${typeof kind === 'string' ? kind : 'choice'}`) : undefined
  const about = { hint: t(`config.${path}.why`), fault }
  const label = t(`config.${path}`)
  if (kind === 'flag')
    return <Flag id={id} path={path} label={label} fault={fault} hint={about.hint} isOn={value === 'on'} />
  return (
    <Field id={id} label={label} {...about}>
      {typeof kind !== 'string' ? (
        <select {...tied(id, about)} name={path}>
          {kind.map(option => (
            <option key={option} value={option} selected={option === value}>
              {t(`config.${path}.${option}` as MessageKey)}
            </option>
          ))}
        </select>
      ) : kind === 'long' ? (
        <textarea {...tied(id, about)} name={path} rows={8} defaultValue={value} />
      ) : (
        <input
          {...tied(id, about)}
          name={path}
          defaultValue={kind === 'languages' ? languageNames(i18n, value) : value}
          inputMode={modeOf(kind)}
        />
      )}
    </Field>
  )
}

interface FlagProps {
  readonly id: string
  readonly path: string
  readonly label: string
  readonly hint: string
  readonly fault: string | undefined
  readonly isOn: boolean
}

function Flag({ id, path, label, hint, fault, isOn }: FlagProps) {
  return (
    <div class={fault ? 'check field-faulty' : 'check'}>
      <input {...tied(id, { hint, fault })} type="checkbox" name={path} value="on" checked={isOn} />
      <div>
        <label for={id}>{label}</label>
        <FieldNotes id={id} hint={hint} fault={fault} />
      </div>
    </div>
  )
}

const modeOf = (kind: string) =>
  ['line', 'languages', 'colour', 'ground'].includes(kind) ? 'text' : kind === 'size' ? 'decimal' : 'numeric'

/** A value as people read it. */
export function spoken({ path, kind }: Pick<ConfigField, 'path' | 'kind'>, value: string, i18n: I18n): string {
  const { t } = i18n
  if (kind === 'flag') return t(value === 'on' ? 'config.on' : 'config.off')
  if (typeof kind !== 'string') return t(`config.${path}.${value}` as MessageKey)
  if (value === '' && (kind === 'colour' || kind === 'ground')) return t('config.colourOwn')
  if (value === '') return t(kind === 'limit' || kind === 'size' ? 'config.unlimited' : 'config.nothing')
  if (kind === 'size') return t('config.gigabytes', { size: value })
  if (kind === 'languages') return languageNames(i18n, value)
  return value.length > 400 ? `${value.slice(0, 400)}…` : value
}

const languageNames = ({ languageName }: I18n, codes: string) =>
  codes
    .split(', ')
    .map(code => languageName(code) ?? code)
    .join(', ')
