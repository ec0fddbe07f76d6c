import type { ComponentChildren } from 'preact'

interface Props {
  readonly tone: 'calm' | 'fault'
  readonly title?: string
  readonly role?: 'alert' | 'status'
  readonly children?: ComponentChildren
}

/** A boxed message. Its words say what it is; colour only helps. */
export function Notice({ tone, title, role, children }: Props) {
  return (
    <div class={`notice notice-${tone}`} role={role}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  )
}
