import { useEffect, useState } from 'preact/hooks'
import { send } from '../../api/transport.ts'
import { wait } from '../../api/wait.ts'
import { hasUnsaved } from './extras.ts'
import { NEW_VIDEOS } from './unfinished.ts'
import { createUploadQueue, type Upload, type UploadQueue } from './upload-queue.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** The queue and what is in it. Leaving while a file is on its way asks for a confirmation first. */
export function useUploads(): { readonly uploads: readonly Upload[]; readonly queue: UploadQueue | null } {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [queue, setQueue] = useState<UploadQueue | null>(null)

  // Made in the browser only: the server has no storage to read.
  useEffect(() => {
    const deps = { send, wait, nowMs: () => Date.now(), store: localStorage, shelf: NEW_VIDEOS }
    setQueue(createUploadQueue({ ...deps, onChange: setUploads }))
  }, [])

  useLeaveGuard(
    uploads.some(
      ({ phase, extras }) => phase === 'sending' || phase === 'queued' || (phase === 'done' && hasUnsaved(extras))
    )
  )
  return { uploads, queue }
}
