import { useI18n } from '../i18n/i18n.ts'
import type { PlayerRendition } from './source.ts'

interface Props {
  readonly renditions: readonly PlayerRendition[]
  /** Heights that can be chosen; empty until the playlist is read. */
  readonly heights: readonly number[]
  /** Height on screen; 0 when unknown. */
  readonly current: number
  /** Chosen index in `heights`; -1 is automatic. */
  readonly level: number
  onLevel(index: number): void
}

/** What watching costs in data: said before play, then a choice of quality. */
export function PlayerBar({ renditions, heights, current, level, onLevel }: Props) {
  const { t, size } = useI18n()
  if (heights.length === 0) return <Weight renditions={renditions} />

  const describe = (height: number) => {
    const rendition = renditions.find(known => known.height === height)
    return rendition ? t('player.level', { label: `${height}p`, size: size(rendition.sizeBytes) }) : `${height}p`
  }

  return (
    <p class="player-bar">
      <label for="player-quality">{t('player.quality')}</label>
      <select id="player-quality" value={level} onChange={event => onLevel(Number(event.currentTarget.value))}>
        <option value={-1}>{current ? t('player.autoAt', { label: `${current}p` }) : t('player.auto')}</option>
        {heights.map((height, index) => (
          <option key={height} value={index}>
            {describe(height)}
          </option>
        ))}
      </select>
    </p>
  )
}

function Weight({ renditions }: Pick<Props, 'renditions'>) {
  const { t, size } = useI18n()
  const sizes = renditions.map(rendition => rendition.sizeBytes).filter(bytes => bytes > 0)
  if (sizes.length === 0) return null
  const low = size(Math.min(...sizes))
  const high = size(Math.max(...sizes))
  return (
    <p class="player-bar quiet">{low === high ? t('player.weightOne', { low }) : t('player.weight', { low, high })}</p>
  )
}
