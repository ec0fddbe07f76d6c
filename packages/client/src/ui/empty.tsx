import type { ComponentChildren } from 'preact'
import { Dove } from './mark.tsx'

interface Props {
  readonly title: string
  readonly text: string
  readonly isPageTitle?: boolean
  readonly children?: ComponentChildren
}

/** Says that there is nothing, and what to do about it. */
export function Empty({ title, text, isPageTitle, children }: Props) {
  const Heading = isPageTitle ? 'h1' : 'h2'
  return (
    <div class="empty">
      <Dove />
      <Heading class="empty-title">{title}</Heading>
      <p class="empty-text">{text}</p>
      {children}
    </div>
  )
}
