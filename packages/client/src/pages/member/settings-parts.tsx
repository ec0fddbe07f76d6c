import type { FormFault, MemberForm } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'
import type { PageOf, ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Field, tied } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isOfAnyForm } from '../../ui/outcome.tsx'

export interface SettingsProps {
  readonly page: PageOf<'my-settings'>
  readonly context: ViewContext
}

interface SectionProps extends SettingsProps {
  readonly form: Exclude<MemberForm, 'session' | 'export-delete'>
  readonly submit: string
  readonly danger?: boolean
  readonly children: ComponentChildren
}

/** A heading, a form of its own, and why it was refused. */
export function Section({ form, submit, danger, children, page, context }: SectionProps) {
  const { t } = context.i18n
  return (
    <section class="panel stack" id={form} aria-labelledby={`${form}-title`}>
      <h2 id={`${form}-title`}>{t(`settings.${form}` as MessageKey)}</h2>
      <Refusal forms={[form]} page={page} context={context} />
      <form method="post" action={`/my-account/settings#${form}`} class="form">
        {children}
        <p>
          <button type="submit" class={danger ? 'button button-danger' : 'button button-main'} name="form" value={form}>
            {submit}
          </button>
        </p>
      </form>
    </section>
  )
}

/** Why one of these forms was refused, if it was. */
export function Refusal({ forms, page, context }: SettingsProps & { readonly forms: readonly MemberForm[] }) {
  const { fault } = page.outcome
  if (!fault || !forms.some(form => form === fault.form)) return null
  const reason = reasonOf(fault)
  return (
    <Notice tone="fault" role="alert">
      <p>{context.i18n.t(isOfAnyForm(reason) ? `form.fault.${reason}` : `member.fault.${reason}`)}</p>
    </Notice>
  )
}

function reasonOf({ form, kind, fields }: FormFault) {
  if (fields.includes('currentPassword')) return 'password'
  if (fields.includes('otpToken')) return 'code'
  return form === 'delete' && fields.includes('username') ? 'unconfirmed' : kind
}

/** Said beside a field that was refused. */
export function faultAt({ page, context }: SettingsProps, form: MemberForm, name: string) {
  const { fault } = page.outcome
  return fault?.form === form && fault.fields.includes(name) ? context.i18n.t('member.fault.field') : undefined
}

/** What was typed into a form that is shown again. */
export function typedAt({ page: { outcome } }: SettingsProps, form: MemberForm, name: string): string | undefined {
  return outcome.fault?.form === form ? outcome.fault.values[name] : undefined
}

interface LineProps {
  readonly id?: string
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly value?: string
  readonly autocomplete?: string
  readonly hint?: string
  readonly fault?: string | undefined
}

export function Line({ id: given, name, label, type = 'text', value = '', autocomplete = 'off', ...about }: LineProps) {
  const id = given ?? name
  return (
    <Field id={id} label={label} {...about}>
      <input
        {...tied(id, about)}
        name={name}
        type={type as 'text'}
        value={value}
        autocomplete={autocomplete}
        maxLength={255}
        required
      />
    </Field>
  )
}

/** @param id Several forms of the page ask for it. */
export function PasswordLine({ id, context }: Pick<SettingsProps, 'context'> & { readonly id: string }) {
  return (
    <Line
      id={id}
      name="currentPassword"
      type="password"
      label={context.i18n.t('settings.currentPassword')}
      autocomplete="current-password"
    />
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, words: string])[]
}

export function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <Field id={name} label={label}>
      <select id={name} name={name}>
        {options.map(([option, words]) => (
          <option key={option} value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface CheckProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
}

export function Check({ name, label, hint, checked }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="yes" checked={checked} />
      <span>
        {label}
        {hint && <span class="quiet">{hint}</span>}
      </span>
    </label>
  )
}
