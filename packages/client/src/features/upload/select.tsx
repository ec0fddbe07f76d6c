import { Field, tied } from '../../ui/field.tsx'
import type { Option } from './options.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  /** Words of the choice not to choose; without them one of the options is always chosen. */
  readonly none?: string
  onChange(value: string): void
}

export function Select({ id, label, value, options, none, onChange }: Props) {
  return (
    <Field id={id} label={label}>
      <select {...tied(id)} value={value} onChange={event => onChange(event.currentTarget.value)}>
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
