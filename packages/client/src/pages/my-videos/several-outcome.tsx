import type { RefusedVideo, SeveralOutcome } from '@colombier/server/contract'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'

/** To how many it was done, and why not to the others. */
export function SeveralDone({ several: { deed, done, refused } }: { readonly several: SeveralOutcome }) {
  const { t } = useI18n()
  return (
    <>
      {done > 0 && (
        <Notice tone="calm" role="status">
          <p>{t(`mine.${deed}`, { count: done })}</p>
        </Notice>
      )}
      <RefusedVideos title={t(`mine.not.${deed}`, { count: refused.length })} refused={refused} />
    </>
  )
}

interface RefusedProps {
  readonly title: string
  readonly refused: readonly RefusedVideo[]
}

export function RefusedVideos({ title, refused }: RefusedProps) {
  const { t } = useI18n()
  if (refused.length === 0) return null
  return (
    <Notice tone="fault" role="alert" title={title}>
      <ul class="several-refused">
        {refused.map(({ name, reason }, at) => (
          <li key={at}>
            {name === null
              ? t(`mine.refused.${reason}`)
              : t('mine.refused.named', { name, reason: t(`mine.refused.${reason}`) })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
