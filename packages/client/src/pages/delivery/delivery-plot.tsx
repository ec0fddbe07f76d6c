import type { DeliveryFigures } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'

const STEP = 20
const BAR = 14
const HEIGHT = 120

interface Props {
  readonly days: readonly (DeliveryFigures & { readonly day: string })[]
}

/** A bar for each day: what servers sent, and on it what viewers carried. The table below says the same in figures. */
export function DeliveryPlot({ days }: Props) {
  const { t, size, date } = useI18n()
  const most = Math.max(1, ...days.map(one => one.downloadedBytesHTTP + one.downloadedBytesP2P))
  const tall = (bytes: number) => (bytes / most) * HEIGHT
  const first = days[0]?.day
  const last = days.at(-1)?.day
  return (
    <figure class="delivery-plot">
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" role="img">
        <title>{t('delivery.plot', { most: size(most) })}</title>
        {days.map(({ day, downloadedBytesHTTP, downloadedBytesP2P }, at) => {
          const http = tall(downloadedBytesHTTP)
          const p2p = tall(downloadedBytesP2P)
          const x = at * STEP + (STEP - BAR) / 2
          return (
            <g key={day}>
              <rect class="plot-http" x={x} y={HEIGHT - http} width={BAR} height={http} />
              <rect class="plot-p2p" x={x} y={HEIGHT - http - p2p} width={BAR} height={p2p} />
            </g>
          )
        })}
      </svg>
      <figcaption>
        {first && last && (
          <span class="plot-span">
            <span>{date(first)}</span>
            <span>{date(last)}</span>
          </span>
        )}
        <span class="plot-key">
          <span>
            <span class="plot-swatch plot-swatch-p2p" />
            {t('delivery.p2p')}
          </span>
          <span>
            <span class="plot-swatch plot-swatch-http" />
            {t('delivery.http')}
          </span>
        </span>
      </figcaption>
    </figure>
  )
}
