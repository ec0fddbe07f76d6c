import { useEffect, useState } from 'preact/hooks'
import { send } from '../../api/transport.ts'
import { wait } from '../../api/wait.ts'
import { createSingleUpload, type SingleUpload } from './single-upload.ts'
import type { Transfer } from './transfer.ts'
import type { Shelf } from './unfinished.ts'
import { useLeaveGuard } from './use-leave-guard.ts'

/** One file sent for one purpose; null while none is chosen. Leaving while it is on its way asks for a confirmation. */
export function useSingleUpload(shelf: Shelf): {
  readonly upload: Transfer | null
  readonly single: SingleUpload | null
} {
  const [upload, setUpload] = useState<Transfer | null>(null)
  const [single, setSingle] = useState<SingleUpload | null>(null)

  // Made in the browser only: the server has no storage to read.
  useEffect(() => {
    const deps = { send, wait, nowMs: () => Date.now(), store: localStorage, shelf }
    setSingle(createSingleUpload({ ...deps, onChange: setUpload }))
  }, [shelf.path])

  useLeaveGuard(upload?.phase === 'sending')
  return { upload, single }
}
