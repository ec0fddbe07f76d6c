/** One file that is sent for one purpose, as a file that replaces another. Knows nothing of the screen. */
import { cancelUpload } from './resumable.ts'
import { refusalOf, type Transfer, type TransferDeps, transfer } from './transfer.ts'
import { forgetUnfinished, listUnfinished, unfinishedKey } from './unfinished.ts'

export interface SingleUploadDeps extends TransferDeps {
  /** Null while no file is chosen. */
  onChange(upload: Transfer | null): void
}

export interface SingleUpload {
  /** Goes on from what was sent of the same file before. */
  choose(file: File): void
  send(): Promise<void>
  pause(): void
  /** Stops it and makes the server forget it. */
  remove(): void
}

export function createSingleUpload(deps: SingleUploadDeps): SingleUpload {
  let upload: Transfer | null = null
  let ending: AbortController | null = null

  const publish = (changed: Transfer | null) => {
    upload = changed
    deps.onChange(upload)
  }

  return {
    choose(file) {
      const key = unfinishedKey(deps.shelf, file)
      const begun = listUnfinished(deps.store, deps.shelf, deps.nowMs()).find(known => known.key === key)
      publish({
        file,
        phase: 'editing',
        rateBps: null,
        isInTrouble: false,
        error: null,
        sentBytes: begun?.sentBytes ?? 0,
        uploadUrl: begun?.uploadUrl ?? null
      })
    },
    async send() {
      if (!upload || ending) return
      const { file } = upload
      const mine = new AbortController()
      // What a stopped sending still tells is told of a file that may be gone.
      const change = (part: Partial<Transfer>) => upload?.file === file && publish({ ...upload, ...part })
      const body = JSON.stringify({ filename: file.name, lastModified: file.lastModified })
      ending = mine
      change({ phase: 'sending', error: null, rateBps: null, isInTrouble: false })
      try {
        await transfer(deps, upload, { init: { body, contentType: 'application/json' }, signal: mine.signal, change })
        change({ phase: 'done' })
      } catch (error) {
        change(mine.signal.aborted ? { phase: 'paused' } : { phase: 'failed', error: refusalOf(error) })
      }
      if (ending === mine) ending = null
    },
    pause: () => ending?.abort(),
    remove() {
      const removed = upload
      ending?.abort()
      ending = null
      publish(null)
      if (!removed?.uploadUrl || removed.phase === 'done') return
      forgetUnfinished(deps.store, unfinishedKey(deps.shelf, removed.file))
      void cancelUpload(deps.send, removed.uploadUrl)
    }
  }
}
