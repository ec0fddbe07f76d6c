import type { FormOutcome } from '@colombier/server/contract'
import { useI18n } from '../i18n/i18n.ts'
import { Notice } from './notice.tsx'

/** Has the same words in every form. */
export const isOfAnyForm = (kind: string): kind is 'too-many' | 'signed-out' =>
  kind === 'too-many' || kind === 'signed-out'

/** What became of the form that led to this page. */
export function Outcome({ outcome: { done, fault } }: { readonly outcome: FormOutcome }) {
  const { t } = useI18n()
  return (
    <>
      {done && (
        <Notice tone="calm" role="status">
          <p>{t(`form.done.${done}`)}</p>
        </Notice>
      )}
      {fault && (
        <Notice tone="fault" role="alert">
          <p>{t(`form.fault.${fault.kind}`)}</p>
        </Notice>
      )}
    </>
  )
}
