/** Drawn on 24 by 24, in the colour of the text. */
const PATHS = {
  play: 'M7 4.5v15l12.5-7.5z',
  pause: 'M6 5h4v14H6zm8 0h4v14h-4z',
  replay: 'M12 5V1.5L7 6l5 4.5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z',
  loud: 'M3 9v6h4l5 4.5v-15L7 9zm11.5-1.2v8.4a4.7 4.7 0 0 0 0-8.4zm0-4v2.1a6.5 6.5 0 0 1 0 12.2v2.1a8.5 8.5 0 0 0 0-16.4z',
  soft: 'M3 9v6h4l5 4.5v-15L7 9zm11.5-1.2v8.4a4.7 4.7 0 0 0 0-8.4z',
  muted:
    'M3 9v6h4l5 4.5v-15L7 9zm18.4.9-1.3-1.3-2.6 2.6-2.6-2.6-1.3 1.3 2.6 2.6-2.6 2.6 1.3 1.3 2.6-2.6 2.6 2.6 1.3-1.3-2.6-2.6z',
  captions:
    'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5zm1 5.2v1.8h7v-1.8zm9 0v1.8h5v-1.8zm-9 3.6v1.8h4v-1.8zm6 0v1.8h8v-1.8z',
  settings:
    'M10.3 2.5h3.4l.5 2.4 1.7.7 2-1.4 2.4 2.4-1.4 2 .7 1.7 2.4.5v3.4l-2.4.5-.7 1.7 1.4 2-2.4 2.4-2-1.4-1.7.7-.5 2.4h-3.4l-.5-2.4-1.7-.7-2 1.4-2.4-2.4 1.4-2-.7-1.7L2 14.2v-3.4l2.4-.5.7-1.7-1.4-2 2.4-2.4 2 1.4 1.7-.7zM12 8.8a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z',
  pip: 'M3 5h18v14H3zm2 2v10h14V7zm6 4h7v5h-7z',
  full: 'M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z',
  window: 'M8 4h2v6H4V8h4zm6 0h2v4h4v2h-6zM4 14h6v6H8v-4H4zm10 0h6v2h-4v4h-2z',
  back: 'm14.5 5 1.5 1.5L10.5 12l5.5 5.5-1.5 1.5-7-7z',
  on: 'M9.5 5 8 6.5l5.5 5.5L8 17.5 9.5 19l7-7z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z'
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="player-icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  )
}

interface ButtonProps {
  readonly icon: IconName
  /** Its name, also shown to those who point at it. */
  readonly label: string
  readonly class?: string
  readonly expanded?: boolean
  onPress(): void
}

export function IconButton({ icon, label, expanded, onPress, ...rest }: ButtonProps) {
  return (
    <button
      class={`player-button ${rest.class ?? ''}`}
      type="button"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  )
}
