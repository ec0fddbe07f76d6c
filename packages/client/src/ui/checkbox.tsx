import type { ComponentChildren } from 'preact'

interface CheckboxProps {
  readonly id: string
  readonly isChecked: boolean
  readonly children: ComponentChildren
  onChange(isChecked: boolean): void
}

export function Checkbox({ id, isChecked, children, onChange }: CheckboxProps) {
  return (
    <p class="check">
      <input id={id} type="checkbox" checked={isChecked} onChange={event => onChange(event.currentTarget.checked)} />
      <label for={id}>{children}</label>
    </p>
  )
}
