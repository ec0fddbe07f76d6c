import type { FormOutcome } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'

interface DeedProps {
  readonly form: string
  readonly id: string
  readonly title: string
  /** What follows, and for whom. */
  readonly text: string
  readonly isDanger?: boolean
  readonly outcome: FormOutcome
  /** Where it is sent to, when that is not the page's own address. */
  readonly action?: string
  readonly children?: ComponentChildren
}

/** One thing that can be done: it opens, says what follows, and is done with a second press. */
export function DeedForm({ form, id, title, text, isDanger, outcome, action, children }: DeedProps) {
  const { fault } = outcome
  return (
    <details class="narrow" open={fault?.form === form && fault.id === id}>
      <summary>{title}</summary>
      <form class="form" method="post" action={action}>
        <input type="hidden" name="form" value={form} />
        <input type="hidden" name="id" value={id} />
        <p>{text}</p>
        {children}
        <p>
          <button class={isDanger ? 'button button-danger' : 'button'} type="submit">
            {title}
          </button>
        </p>
      </form>
    </details>
  )
}
