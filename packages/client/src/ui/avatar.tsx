interface Props {
  /** Null when there is no picture: the first letter stands for it. */
  readonly path: string | null
  readonly name: string
  /** CSS pixels, both ways. */
  readonly size: number
}

/** Decoration: the name always stands beside it. */
export function Avatar({ path, name, size }: Props) {
  if (path) return <img class="avatar" src={path} alt="" width={size} height={size} loading="lazy" decoding="async" />
  return (
    <svg class="avatar" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect width="40" height="40" />
      <text x="20" y="27" text-anchor="middle" font-size="20">
        {[...name.trim()][0]?.toUpperCase() ?? '?'}
      </text>
    </svg>
  )
}
