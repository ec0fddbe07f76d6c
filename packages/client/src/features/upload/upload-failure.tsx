import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { type Refusal, refusalKey } from './refusal.ts'

/** In the reader's language where the kind of refusal is known; else in the server's own words. */
export function UploadFailure({ error }: { readonly error: Refusal | null }) {
  const { t } = useI18n()
  const key = refusalKey(error ?? { status: 0, detail: null })
  return (
    <Notice tone="fault" role="alert" title={t('upload.failed')}>
      <p>{key ? t(key) : error?.detail}</p>
    </Notice>
  )
}
