import type { EditedRendition, EditedSource, EditPart } from '@colombier/server/contract'
import type { ComponentChildren } from 'preact'
import { Preparation, type PreparationProps } from '../../features/studio/preparation.tsx'
import type { ReplaceFileProps } from '../../features/studio/replace-file.tsx'
import { type I18n, useI18n } from '../../i18n/i18n.ts'
import { EditReplace } from './edit-replace.tsx'

export interface FilesProps {
  readonly part: Extract<EditPart, { tab: 'files' }>
  /** Of this part. */
  readonly action: string
  readonly videoUuid: string
  readonly isAdministrator: boolean
}

export function filesIslands({ part, action, videoUuid }: Omit<FilesProps, 'isAdministrator'>): {
  readonly preparation: PreparationProps
  readonly replace: ReplaceFileProps
} {
  const { transcoding: initial, maxSizeBytes, hasFilm } = part
  return {
    preparation: { videoUuid, initial, hasFilm, path: action },
    replace: { videoUuid, maxSizeBytes, hasFilm, path: action }
  }
}

/** What a file is called where it is asked whether it may go, and by screen readers. */
export function fileName({ t }: I18n, file: EditedRendition | EditedSource): string {
  if ('fileName' in file) return file.fileName
  return file.resolution > 0 ? `${file.resolution}p` : t('edit.files.sound')
}

export function EditFiles(props: FilesProps) {
  const { t } = useI18n()
  const { part, action, videoUuid, isAdministrator } = props
  const isBusy = part.transcoding.status === 'waiting' || part.transcoding.status === 'running'
  return (
    <>
      {part.transcoding.status !== 'done' && (
        <div id="preparation">
          <Preparation {...filesIslands({ part, action, videoUuid }).preparation} />
        </div>
      )}
      {isBusy && (
        <noscript>
          <p>
            <a href={action}>{t('edit.files.again')}</a>
          </p>
        </noscript>
      )}
      <EditReplace {...props} isBusy={isBusy} />
      <Qualities {...props} isBusy={isBusy} />
      <Source {...props} />
      {isAdministrator && <Remake part={part} action={action} isBusy={isBusy} />}
    </>
  )
}

type Busy<Props> = Props & { readonly isBusy: boolean }

function Qualities({ part: { renditions, source }, action, isAdministrator, isBusy }: Busy<FilesProps>) {
  const { t, size } = useI18n()
  const kept = source?.downloadPath ? source.sizeBytes : 0
  const total = renditions.reduce((sum, { sizeBytes }) => sum + sizeBytes, kept)
  const mayGo = isAdministrator && !isBusy
  const isLast = renditions.length === 1
  return (
    <section class="edit-section" aria-labelledby="qualities">
      <h2 id="qualities">{t('edit.files.qualities')}</h2>
      {renditions.length === 0 ? (
        <p class="quiet">{t('edit.files.none')}</p>
      ) : (
        <ul class="files">
          {renditions.map(file => (
            <FileRow key={file.id} file={file} removal={mayGo && !isLast && `${action}/remove?file=${file.id}`} />
          ))}
        </ul>
      )}
      {mayGo && isLast && (
        <p class="quiet">
          {t('edit.files.last')} <a href={action.replace(/files$/, 'delete')}>{t('edit.files.lastLink')}</a>
        </p>
      )}
      {renditions.length > 0 && (
        <p class="quiet">{t(kept > 0 ? 'edit.files.totalKept' : 'edit.files.total', { size: size(total) })}</p>
      )}
    </section>
  )
}

function Source({ part: { source, transcoding }, action, isAdministrator }: FilesProps) {
  const { t, dateTime } = useI18n()
  if (!source) return null
  const isKept = source.downloadPath !== null
  // Another try would need it.
  const mayGo = isAdministrator && isKept && transcoding.status === 'done'
  return (
    <section class="edit-section" aria-labelledby="source">
      <h2 id="source">{t('edit.files.source')}</h2>
      <ul class="files">
        <FileRow file={source} removal={mayGo && `${action}/remove?file=source`}>
          {t('edit.files.sentAt', { date: dateTime(source.sentAt) })}{' '}
          {t(isKept ? 'edit.files.kept' : 'edit.files.notKept')}
        </FileRow>
      </ul>
    </section>
  )
}

interface RowProps {
  readonly file: EditedRendition | EditedSource
  /** Where it is asked whether it may go; false where it may not. */
  readonly removal: string | false
  readonly children?: ComponentChildren
}

function FileRow({ file, removal, children }: RowProps) {
  const i18n = useI18n()
  const { t, size } = i18n
  const name = fileName(i18n, file)
  const { width, height, fps, sizeBytes, downloadPath } = file
  const picture = [
    t('edit.files.picture', { width: String(width), height: String(height) }),
    fps > 0 && t('edit.files.fps', { fps })
  ]
  return (
    <li>
      <div>
        <p class="file-name">{name}</p>
        <p class="quiet">{[size(sizeBytes), ...(height > 0 ? picture : [])].filter(Boolean).join(' · ')}</p>
        {children && <p class="quiet">{children}</p>}
      </div>
      <p class="row-actions">
        {downloadPath && (
          <a class="button" href={downloadPath} download aria-label={t('edit.files.downloadNamed', { name })}>
            {t('edit.files.download')}
          </a>
        )}
        {removal && (
          <a class="button" href={removal} aria-label={t('edit.files.removeNamed', { name })}>
            {t('edit.files.remove')}
          </a>
        )}
      </p>
    </li>
  )
}

function Remake({ part: { source }, action, isBusy }: Busy<Pick<FilesProps, 'part' | 'action'>>) {
  const { t } = useI18n()
  return (
    <section class="edit-section" aria-labelledby="remake">
      <h2 id="remake">{t('edit.remake')}</h2>
      <p>
        {t(source?.downloadPath ? 'edit.remake.ofSource' : 'edit.remake.ofRendition')}{' '}
        <a href="/admin/config/transcoding">{t('edit.remake.settings')}</a>
      </p>
      {isBusy ? (
        <p class="quiet">{t('edit.remake.wait')}</p>
      ) : (
        <form method="post" action={`${action}/remake`}>
          <button class="button" type="submit">
            {t('edit.remake')}
          </button>
        </form>
      )}
    </section>
  )
}
