import { encode } from 'uqr'

interface Props {
  readonly text: string
  /** What it is, for those who do not see it. */
  readonly name: string
}

/** Dark on light in both themes, with the quiet border that scanners need (ISO/IEC 18004). */
export function QrCode({ text, name }: Props) {
  const { data, size } = encode(text, { border: 4 })
  const path = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} width="200" height="200" role="img" aria-label={name}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
