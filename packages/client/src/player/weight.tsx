import { useI18n } from '../i18n/i18n.ts'
import type { PlayerRendition } from './source.ts'

/** What watching costs in data, said before play and left there. */
export function Weight({ renditions }: { readonly renditions: readonly PlayerRendition[] }) {
  const { t, size } = useI18n()
  const sizes = renditions.map(rendition => rendition.sizeBytes).filter(bytes => bytes > 0)
  if (sizes.length === 0) return null
  const low = size(Math.min(...sizes))
  const high = size(Math.max(...sizes))
  return (
    <p class="player-weight quiet">
      {low === high ? t('player.weightOne', { low }) : t('player.weight', { low, high })}
    </p>
  )
}
