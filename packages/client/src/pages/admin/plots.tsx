import { useI18n } from '../../i18n/i18n.ts'

const LENGTH = 100
const STEP = 20
const WIDTH = 14
const HEIGHT = 120

/** How large a part is of a whole. Decoration: the figure stands beside it. */
export function Bar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const length = whole > 0 ? Math.min(LENGTH, (part / whole) * LENGTH) : 0
  return (
    <svg class="bar" viewBox={`0 0 ${LENGTH} 8`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-whole" width={LENGTH} height="8" />
      <rect class="plot-p2p" width={part > 0 ? Math.max(1, length) : 0} height="8" />
    </svg>
  )
}

interface Props {
  readonly days: readonly { readonly day: string; readonly value: number }[]
}

/** Bytes, a bar for each day. */
export function DayPlot({ days }: Props) {
  const { t, size, date } = useI18n()
  const most = Math.max(1, ...days.map(({ value }) => value))
  const first = days[0]?.day
  const last = days.at(-1)?.day
  return (
    <figure class="delivery-plot">
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" role="img">
        <title>{t('storage.plot', { most: size(most) })}</title>
        {days.map(({ day, value }, at) => {
          const tall = (value / most) * HEIGHT
          return (
            <rect
              key={day}
              class="plot-p2p"
              x={at * STEP + (STEP - WIDTH) / 2}
              y={HEIGHT - tall}
              width={WIDTH}
              height={tall}
            />
          )
        })}
      </svg>
      {first && last && (
        <figcaption>
          <span class="plot-span">
            <span>{date(first)}</span>
            <span>{date(last)}</span>
          </span>
        </figcaption>
      )}
    </figure>
  )
}
