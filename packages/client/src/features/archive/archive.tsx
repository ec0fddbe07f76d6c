import type { UserImport } from '@colombier/server/contract'
import { useEffect, useState } from 'preact/hooks'
import type { MessageKey } from '../../i18n/en.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { DropZone } from '../upload/drop-zone.tsx'
import { listUnfinished, type Shelf, type Unfinished } from '../upload/unfinished.ts'
import { useSingleUpload } from '../upload/use-single-upload.ts'
import { isAtAnother } from './archive-faults.ts'
import { ArchiveFile } from './archive-file.tsx'
import { ArchiveOutcome } from './archive-outcome.tsx'
import { isUnderWay } from './poll-import.ts'
import { useLatestImport } from './use-latest-import.ts'

export interface ArchiveProps {
  readonly userId: number
  readonly isEnabled: boolean
  /** Null for no limit. */
  readonly maxBytes: number | null
  readonly latest: UserImport | null
}

const CHOOSER = 'archive-file'

const archivesOf = (userId: number): Shelf => ({
  prefix: `colombier.archive:${userId}:`,
  path: `/api/v1/users/${userId}/imports/import-resumable`
})

/** An archive is chosen, sent, and taken in by the server, one at a time. */
export function Archive({ userId, isEnabled, maxBytes, latest: initial }: ArchiveProps) {
  const { t, size } = useI18n()
  const { upload, single } = useSingleUpload(archivesOf(userId))
  const { latest, expect } = useLatestImport(userId, initial)
  const isWorking = latest !== null && isUnderWay(latest)

  const isThere = upload?.phase === 'done'
  const isRefused = upload?.phase === 'failed' && upload.error !== null && isAtAnother(upload.error)
  useEffect(() => {
    if (isThere || isRefused) expect()
    if (isThere) single?.remove()
  }, [isThere, isRefused])
  useEffect(() => {
    if (isWorking && latest !== initial) document.getElementById('archive-latest')?.focus()
  }, [isWorking])

  return (
    <div class="stack archive">
      {isEnabled && !isWorking && !upload && (
        <>
          <DropZone
            id={CHOOSER}
            words={{
              drop: t('archive.drop'),
              choose: t('archive.choose'),
              accepts: t(hintOf(maxBytes), { size: size(maxBytes ?? 0) })
            }}
            accept=".zip,application/zip"
            isReady={single !== null}
            onFiles={([file]) => file && single?.choose(file)}
          />
          <Begun shelf={archivesOf(userId)} />
        </>
      )}
      {isEnabled && !isWorking && upload && single && (
        <ArchiveFile upload={upload} single={single} maxBytes={maxBytes} chooserId={CHOOSER} />
      )}
      {latest && <ArchiveOutcome latest={latest} />}
    </div>
  )
}

function hintOf(maxBytes: number | null): MessageKey {
  if (maxBytes === null) return 'archive.accepts'
  return maxBytes > 0 ? 'archive.upTo' : 'archive.noRoom'
}

/** What was begun before the page was left. The browser cannot open the file again by itself. */
function Begun({ shelf }: { readonly shelf: Shelf }) {
  const { t, percent } = useI18n()
  const [begun, setBegun] = useState<readonly Unfinished[]>([])
  useEffect(() => setBegun(listUnfinished(localStorage, shelf, Date.now())), [shelf.path])
  return (
    <>
      {begun.map(({ key, fileName, sentBytes, sizeBytes }) => (
        <p key={key}>
          {t('archive.begun', { name: fileName, percent: percent(Math.floor((sentBytes / sizeBytes) * 100)) })}
        </p>
      ))}
    </>
  )
}
