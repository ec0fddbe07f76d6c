import type { I18n } from '../i18n/i18n.ts'
import type { PlayerRendition } from './source.ts'

/** What watching costs in data, said before play and left there. Null where nothing is known. */
export function weightWords({ t, size }: I18n, renditions: readonly PlayerRendition[]): string | null {
  const sizes = renditions.map(rendition => rendition.sizeBytes).filter(bytes => bytes > 0)
  if (sizes.length === 0) return null
  const low = size(Math.min(...sizes))
  const high = size(Math.max(...sizes))
  return low === high ? t('player.weightOne', { low }) : t('player.weight', { low, high })
}
