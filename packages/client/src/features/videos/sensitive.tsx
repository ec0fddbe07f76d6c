import type { VideoSummary } from '@colombier/server/contract'
import type { I18n } from '../../i18n/i18n.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { typeset } from '../../i18n/typeset.ts'
import { langOf } from './facts.ts'

/** PeerTube 8's bits of `nsfwFlags`, by their names on the wire. */
export const SENSITIVE_KINDS = [
  ['violent', 1],
  ['explicitSex', 2]
] as const

/** That a video is sensitive, and in what, as far as its uploader says. */
export function sensitiveLabel({ t }: I18n, { nsfwFlags }: Pick<VideoSummary, 'nsfwFlags'>): string {
  const kinds = SENSITIVE_KINDS.filter(([, flag]) => nsfwFlags & flag).map(([name]) => t(`video.sensitive.${name}`))
  return kinds.length > 0 ? t('video.sensitiveIn', { kinds: kinds.join(', ') }) : t('video.sensitive')
}

/** Read before the film is. */
export function SensitiveNotice({ video }: { video: VideoSummary }) {
  const i18n = useI18n()
  return (
    <div class="notice" role="note">
      <p class="notice-title">{sensitiveLabel(i18n, video)}</p>
      {video.nsfwSummary && <p lang={langOf(i18n, video)}>{typeset(video.nsfwSummary)}</p>}
    </div>
  )
}
