import { ReplaceFile } from '../../features/studio/replace-file.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { type FilesProps, filesIslands } from './edit-files.tsx'

/** Why it cannot be done is said before anything is sent. */
export function EditReplace(props: FilesProps & { readonly isBusy: boolean }) {
  const { t } = useI18n()
  return (
    <section class="edit-section" aria-labelledby="replace">
      <h2 id="replace">{t('edit.replace')}</h2>
      <Offer {...props} />
    </section>
  )
}

function Offer(props: FilesProps & { readonly isBusy: boolean }) {
  const { t } = useI18n()
  if (!props.part.isReplaceable)
    return (
      <Notice tone="calm" title={t('edit.replace.off.title')}>
        <p>
          {props.isAdministrator ? (
            <a href="/admin/config/members">{t('edit.replace.off.admin')}</a>
          ) : (
            t('edit.replace.off.text')
          )}
        </p>
      </Notice>
    )
  if (props.isBusy) return <p class="quiet">{t('edit.replace.wait')}</p>
  return (
    <>
      <p>{t('edit.replace.text')}</p>
      <noscript>
        <p class="notice notice-fault">{t('edit.replace.needsScript')}</p>
      </noscript>
      <div id="replace-file">
        <ReplaceFile {...filesIslands(props).replace} />
      </div>
    </>
  )
}
