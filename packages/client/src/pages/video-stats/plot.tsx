import { useI18n } from '../../i18n/i18n.ts'

export interface Point {
  /** Said in the table: a date, or a moment of the film. */
  readonly name: string
  readonly value: number
}

interface Props {
  readonly id: string
  readonly title: string
  /** What the plot is, with its highest value. */
  readonly words: (highest: string) => string
  /** Of the first column. */
  readonly column: string
  readonly points: readonly Point[]
  readonly write: (value: number) => string
  /** The highest that there can be; else the highest that there is. */
  readonly ceiling?: number
}

const WIDTH = 600
const HEIGHT = 140

/** A line over time. Beside it, closed, the same as a table, for those who read rather than look. */
export function Plot({ id, title, words, column, points, write, ceiling }: Props) {
  const { t } = useI18n()
  const highest = Math.max(0, ...points.map(({ value }) => value))
  if (highest === 0)
    return (
      <section class="stats-plot" aria-labelledby={id}>
        <h2 id={id}>{title}</h2>
        <p class="quiet">{t('stats.nothing')}</p>
      </section>
    )
  return (
    <section class="stats-plot" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <svg
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words(write(highest))}
      >
        <path class="plot-area" d={`${lineOf(points, ceiling ?? highest)}V${HEIGHT}H0Z`} />
        <path class="plot-line" d={lineOf(points, ceiling ?? highest)} vector-effect="non-scaling-stroke" />
      </svg>
      <p class="plot-span quiet">
        <span>{points[0]?.name}</span>
        <span>{t('stats.highest', { value: write(highest) })}</span>
        <span>{points.at(-1)?.name}</span>
      </p>
      <details>
        <summary>{t('stats.table')}</summary>
        <table class="stats-table">
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col">{title}</th>
            </tr>
          </thead>
          <tbody>
            {points
              .filter(({ value }) => value > 0)
              .map(({ name, value }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{write(value)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** One value lasts as long as all of them; otherwise the last is at the right edge. */
function lineOf(points: readonly Point[], highest: number): string {
  const step = WIDTH / Math.max(1, points.length - 1)
  const y = (value: number) => (HEIGHT * (1 - value / highest)).toFixed(1)
  const [only] = points
  if (points.length === 1 && only) return `M0 ${y(only.value)}H${WIDTH}`
  return points.map(({ value }, at) => `${at === 0 ? 'M' : 'L'}${(at * step).toFixed(1)} ${y(value)}`).join('')
}
