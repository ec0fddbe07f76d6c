/** The fields that making and changing an account have in common. */
import type { FormFault } from '@colombier/server/contract'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Field, tied } from '../../ui/field.tsx'

export const ROLES = ['2', '1', '0'] as const

/** The fault of one form of a page, and null for its others. */
export const faultOf = (fault: FormFault | null, form: string): FormFault | null =>
  fault?.form === form ? fault : null

interface LineProps {
  readonly name: string
  readonly label: string
  /** What is written there unless something was just typed. */
  readonly value?: string
  readonly hint?: string
  readonly fault: FormFault | null
  /** How it is told that the value is at fault. */
  readonly refusal: MessageKey
  readonly input?: Readonly<Record<string, unknown>>
}

export function Line({ name, label, value = '', hint, fault, refusal, input = {} }: LineProps) {
  const { t } = useI18n()
  const about = { hint, fault: fault?.fields.includes(name) ? t(refusal) : undefined }
  return (
    <Field id={name} label={label} {...about}>
      <input
        {...tied(name, about)}
        name={name}
        defaultValue={fault?.values[name] ?? value}
        autocomplete="off"
        maxLength={255}
        {...input}
      />
    </Field>
  )
}

export const emailInput = { type: 'email', autocapitalize: 'none', required: true }

interface RoleProps {
  readonly current: string
  readonly fault: FormFault | null
}

export function RoleField({ current, fault }: RoleProps) {
  const { t } = useI18n()
  const chosen = fault?.values['role'] ?? current
  const about = { hint: t('users.roleHint'), fault: fault?.fields.includes('role') ? t('users.fault.role') : undefined }
  return (
    <Field id="role" label={t('users.role')} {...about}>
      <select {...tied('role', about)} name="role">
        {ROLES.map(one => (
          <option key={one} value={one} selected={one === chosen}>
            {t(`users.role.${one}`)}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface QuotaProps {
  readonly videoQuota: number
  readonly videoQuotaDaily: number
  readonly fault: FormFault | null
}

export function QuotaFields({ videoQuota, videoQuotaDaily, fault }: QuotaProps) {
  const { t } = useI18n()
  const shared = { fault, hint: t('users.quotaHint'), input: { inputMode: 'decimal' } }
  return (
    <div class="form-pair">
      <Line {...shared} name="videoQuota" label={t('users.quota')} value={gigabytes(videoQuota)} refusal={QUOTA} />
      <Line
        {...shared}
        name="videoQuotaDaily"
        label={t('users.quotaDaily')}
        value={gigabytes(videoQuotaDaily)}
        refusal={QUOTA}
      />
    </div>
  )
}

const QUOTA = 'users.fault.videoQuota'
const gigabytes = (bytes: number) => (bytes === -1 ? '' : String(bytes / 1e9))
