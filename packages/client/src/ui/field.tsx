import type { ComponentChildren } from 'preact'

interface Props {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  /** Why the value is refused; empty when it is not. */
  readonly fault?: string | undefined
  readonly children: ComponentChildren
}

/** A labelled control with its hint and its fault. The control names them with `describedBy(id)`. */
export function Field({ id, label, hint, fault, children }: Props) {
  return (
    <div class={fault ? 'field field-faulty' : 'field'}>
      <label for={id}>{label}</label>
      {children}
      <FieldNotes id={id} hint={hint} fault={fault} />
    </div>
  )
}

/** The hint and the fault of a control that has its label by itself. */
export function FieldNotes({ id, hint, fault }: Pick<Props, 'id' | 'hint' | 'fault'>) {
  return (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </>
  )
}

/** Attributes that tie a control to its label, hint and fault. */
export function tied(id: string, { hint, fault }: { hint?: string | undefined; fault?: string | undefined } = {}) {
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return { id, ...(describedBy && { 'aria-describedby': describedBy }), ...(fault && { 'aria-invalid': true }) }
}
