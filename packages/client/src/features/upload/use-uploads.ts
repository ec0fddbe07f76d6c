import { useEffect, useState } from 'preact/hooks'
import { send } from '../../api/transport.ts'
import { wait } from '../../api/wait.ts'
import { createUploadQueue, type Upload, type UploadQueue } from './upload-queue.ts'

/** The queue and what is in it. Leaving while a file is on its way asks for a confirmation first. */
export function useUploads(): { readonly uploads: readonly Upload[]; readonly queue: UploadQueue | null } {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [queue, setQueue] = useState<UploadQueue | null>(null)

  // Made in the browser only: the server has no storage to read.
  useEffect(() => {
    setQueue(createUploadQueue({ send, wait, nowMs: () => Date.now(), store: localStorage, onChange: setUploads }))
  }, [])

  const isBusy = uploads.some(({ phase }) => phase === 'sending' || phase === 'queued')
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isBusy])

  return { uploads, queue }
}
