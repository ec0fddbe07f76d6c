interface Props {
  /** Width and height, pixels. */
  readonly size: number
}

/** The dovecote: a tower, its roof, three doors, and the bird that comes home. Decoration: the name stands beside it. */
export function Mark({ size }: Props) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="mark-roof" d="M16 2 28 13H4z" />
      <path
        class="mark-tower"
        fill-rule="evenodd"
        d="M7 14.5h18l-1.2 15.5H8.2zM11 19.5v3h3v-3a1.5 1.5 0 0 0-3 0m7 0v3h3v-3a1.5 1.5 0 0 0-3 0m-3.8 7V30h3.6v-3.5a1.8 1.8 0 0 0-3.6 0"
      />
    </svg>
  )
}

/** A dove on its way, for pages that have nothing else to show. */
export function Dove() {
  return (
    <svg class="dove" width="120" height="96" viewBox="0 0 120 96" aria-hidden="true" focusable="false">
      <path
        class="dove-body"
        d="M8 52c14 2 22-1 30-8C34 26 40 12 56 4c2 14 8 24 18 30 4-6 10-10 18-10 6 0 10 3 12 7l10 4-10 3c-1 22-18 38-42 38-12 0-22-4-28-11-8 1-16 0-22-4 5 0 9-1 12-3-7 0-12-2-16-6z"
      />
      <path class="dove-wing" d="M44 45C42 30 47 18 56 4c2 14 8 24 18 30-5 11-16 16-30 11z" />
      <circle class="dove-eye" cx="95" cy="32" r="2" />
    </svg>
  )
}
