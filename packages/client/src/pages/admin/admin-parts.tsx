import type { FormOutcome } from '@colombier/server/contract'
import type { ComponentChild, ComponentChildren } from 'preact'
import { SITE_STYLES, STUDIO_STYLES, type View, type ViewContext } from '../../document/view.ts'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Outcome } from '../../ui/outcome.tsx'

/**
 * A page for the running of the server.
 *
 * @param part Which of those that have that title.
 */
export function adminView(title: MessageKey, context: ViewContext, content: ComponentChild, part?: string): View {
  const { t } = context.i18n
  const words = [part, t(title)].filter(Boolean).join(' - ')
  return {
    title: `${words} - ${t('site.administration')} - ${context.instanceName}`,
    description: words,
    isHidden: true,
    frame: 'admin',
    content,
    stylesheets: [SITE_STYLES, STUDIO_STYLES]
  }
}

interface TopProps {
  readonly title: string
  readonly intro?: string | undefined
  readonly outcome?: FormOutcome
}

/** What the page is, and what became of the form that led to it. */
export function AdminTop({ title, intro, outcome }: TopProps) {
  return (
    <>
      <div class="admin-top">
        <h1>{title}</h1>
        {intro && <p class="quiet">{intro}</p>}
      </div>
      {outcome && <Outcome outcome={outcome} />}
    </>
  )
}

interface TableProps {
  /** Id of the heading that names it. */
  readonly labelledBy: string
  readonly columns: readonly string[]
  readonly children: ComponentChildren
}

/** Wider than a telephone: it scrolls by itself, by keyboard too. */
export function AdminTable({ labelledBy, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a second landmark of that name
    <div role="group" class="figures admin-table" aria-labelledby={labelledBy} tabIndex={0}>
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

interface ButtonProps {
  readonly action: string
  readonly name: string
  readonly value: string | number
  readonly words: string
  /** With the name of what it is done to. */
  readonly label: string
  readonly danger?: boolean
}

/** One button that is a whole form. */
export function ActButton({ action, name, value, words, label, danger }: ButtonProps) {
  return (
    <form method="post" action={action}>
      <button
        type="submit"
        class={danger ? 'button button-danger' : 'button'}
        name={name}
        value={String(value)}
        aria-label={label}
      >
        {words}
      </button>
    </form>
  )
}

/** Asks before it does: opens by keyboard, and without a script. */
export function SureButton({ question, ...button }: ButtonProps & { readonly question: string }) {
  const { t } = useI18n()
  return (
    <details class="sure">
      <summary class="button" aria-label={button.label}>
        {button.words}
      </summary>
      <div class="sure-panel">
        <p>{question}</p>
        <ActButton {...button} words={t('admin.sure')} label={`${t('admin.sure')}: ${button.label}`} danger />
      </div>
    </details>
  )
}
