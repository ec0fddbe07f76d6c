/** How qualities and speeds are written. */
import type { I18n } from '../../i18n/i18n.ts'
import type { PlayerState } from '../controller.ts'
import type { PlayerSource } from '../source.ts'

/** @param quality Place in the state's heights; -1 is automatic. */
export function qualityLabel(
  { t, size }: I18n,
  { renditions }: Pick<PlayerSource, 'renditions'>,
  { heights, height, isListening }: Pick<PlayerState, 'heights' | 'height' | 'isListening'>,
  quality: number
): string {
  const chosen = heights[quality]
  if (chosen === undefined)
    return height && !isListening ? t('player.autoAt', { label: `${height}p` }) : t('player.auto')
  const known = renditions.find(rendition => rendition.height === chosen)
  // By its usual name where it has one: a tall or wide film's lines are not what it is called by.
  const label = known?.label ?? `${chosen}p`
  return known?.sizeBytes ? t('player.level', { label, size: size(known.sizeBytes) }) : label
}

export function rateLabel({ t }: I18n, rate: number): string {
  return rate === 1 ? t('player.speedNormal') : t('player.speedTimes', { rate })
}
