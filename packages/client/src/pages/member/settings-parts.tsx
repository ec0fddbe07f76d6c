import type { MemberForm } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'
import type { PageOf, ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { Notice } from '../../ui/notice.tsx'

export interface SettingsProps {
  readonly page: PageOf<'my-settings'>
  readonly context: ViewContext
}

interface SectionProps extends SettingsProps {
  readonly form: Exclude<MemberForm, 'session'>
  readonly submit: string
  readonly danger?: boolean
  readonly children: ComponentChildren
}

/** A heading, a form of its own, and why it was refused. */
export function Section({ form, submit, danger, children, page, context }: SectionProps) {
  const { t } = context.i18n
  const { fault } = page
  return (
    <section class="panel stack" id={form} aria-labelledby={`${form}-title`}>
      <h2 id={`${form}-title`}>{t(`settings.${form}` as MessageKey)}</h2>
      {fault?.form === form && (
        <Notice tone="fault" role="alert">
          <p>{t(`member.fault.${fault.name}`)}</p>
        </Notice>
      )}
      <form method="post" action={`/my-account/settings#${form}`} class="form">
        {children}
        <p>
          <button type="submit" class={danger ? 'button button-danger' : 'button button-main'} name="do" value={form}>
            {submit}
          </button>
        </p>
      </form>
    </section>
  )
}

interface LineProps {
  readonly id?: string
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly value?: string
  readonly autocomplete?: string
}

export function Line({ id, name, label, type = 'text', value = '', autocomplete = 'off' }: LineProps) {
  return (
    <div class="field">
      <label for={id ?? name}>{label}</label>
      <input {...{ id: id ?? name, name, type: type as 'text', value, autocomplete, maxLength: 255 }} required />
    </div>
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
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(([option, words]) => (
          <option key={option} value={option} selected={option === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
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
