import { Field, tied } from '../../ui/field.tsx'
import type { Option } from './options.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  /** Words of the choice not to choose; without them one of the options is always chosen. */
  readonly none?: string
  readonly fault?: string | undefined
  onChange(value: string): void
}

export function Select({ id, label, value, options, none, fault, onChange }: Props) {
  return (
    <Field id={id} label={label} fault={fault}>
      <select {...tied(id, { fault })} value={value} onChange={event => onChange(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
