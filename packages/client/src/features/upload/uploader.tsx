import type { PageUser } from '@colombier/server/contract'
import { useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import { DropZone } from './drop-zone.tsx'
import { type SizeLimits, sizeFault } from './size-limit.ts'
import { UploadItem } from './upload-item.tsx'
import type { UploadQueue } from './upload-queue.ts'
import { useUploads } from './use-uploads.ts'

export interface UploaderProps {
  readonly channels: PageUser['channels']
  readonly limits: SizeLimits
}

export function Uploader({ channels, limits }: UploaderProps) {
  const { t } = useI18n()
  const { uploads, queue } = useUploads()
  const firstChannel = channels[0]?.id ?? 0
  const waiting = uploads.filter(upload => upload.phase === 'editing')

  /** Those that can be; the first that cannot says why. */
  const sendAll = () => {
    const faults = waiting
      .filter(({ file }) => !sizeFault(file, limits))
      .map(({ id }) => ({ id, fault: queue?.send(id) }))
    const first = faults.find(({ fault }) => fault)
    if (first) document.getElementById(`upload-${first.id}-${first.fault}`)?.focus()
  }

  return (
    <div class="stack">
      <DropZone
        id="upload-files"
        words={{ drop: t('upload.drop'), choose: t('upload.choose'), accepts: t('upload.accepts') }}
        isReady={queue !== null}
        isMultiple
        onFiles={files => queue?.add(files, firstChannel)}
      />
      {queue && <UnfinishedList queue={queue} />}
      {queue &&
        uploads.map(upload => (
          <UploadItem key={upload.id} upload={upload} queue={queue} channels={channels} limits={limits} />
        ))}
      {queue && waiting.length > 1 && (
        <button class="button button-main" type="button" onClick={sendAll}>
          {t('upload.sendAll')}
        </button>
      )}
    </div>
  )
}

function UnfinishedList({ queue }: { queue: UploadQueue }) {
  const { t, percent } = useI18n()
  const [forgotten, setForgotten] = useState<readonly string[]>([])
  const entries = queue.unfinished().filter(({ key }) => !forgotten.includes(key))
  if (entries.length === 0) return null
  return (
    <section class="panel" aria-labelledby="unfinished">
      <h2 id="unfinished">{t('upload.unfinished')}</h2>
      <p class="quiet">{t('upload.unfinishedHint')}</p>
      <ul class="rows">
        {entries.map(entry => (
          <li key={entry.key}>
            <span>
              {t('upload.unfinishedFile', {
                name: entry.fileName,
                percent: percent(Math.floor((entry.sentBytes / entry.sizeBytes) * 100))
              })}
            </span>
            <button
              class="button"
              type="button"
              aria-label={t('upload.forgetFile', { name: entry.fileName })}
              onClick={() => {
                queue.forget(entry)
                setForgotten([...forgotten, entry.key])
              }}
            >
              {t('upload.forget')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
