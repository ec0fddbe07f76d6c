/** The uploads of this page, sent one after the other. Knows nothing of the screen: it tells what changed. */
import { type Extras, hasUnsaved, NO_EXTRAS, saveExtras } from './extras.ts'
import { initBody } from './init-body.ts'
import { cancelUpload } from './resumable.ts'
import { refusalOf, type Transfer, type TransferDeps, transfer } from './transfer.ts'
import { forgetUnfinished, listUnfinished, type Unfinished, unfinishedKey } from './unfinished.ts'
import { findFaults, newUploadValues, type UploadFaults, type UploadValues } from './upload-values.ts'

export interface UploadedVideo {
  readonly uuid: string
  readonly shortUUID: string
}

export interface Upload extends Transfer {
  readonly id: number
  readonly values: UploadValues
  readonly thumbnail: File | null
  readonly extras: Extras
  /** Was to be sent once: from then on what is wrong with it is said. */
  readonly wasTried: boolean
  readonly video: UploadedVideo | null
}

export interface QueueDeps extends TransferDeps {
  onChange(uploads: readonly Upload[]): void
}

export interface UploadQueue {
  add(files: readonly File[], channelId: number): void
  edit(id: number, values: Partial<UploadValues>): void
  setThumbnail(id: number, thumbnail: File | null): void
  editExtras(id: number, extras: Partial<Extras>): void
  /** They are saved by themselves when the file is there; what is changed later, with this. */
  saveExtras(id: number): Promise<void>
  /** Unless a field is at fault. @returns The first that is. */
  send(id: number): keyof UploadFaults | null
  pause(id: number): void
  /** Stops it and makes the server forget it. */
  remove(id: number): void
  unfinished(): Unfinished[]
  forget(unfinished: Unfinished): void
}

export function createUploadQueue(deps: QueueDeps): UploadQueue {
  let uploads: readonly Upload[] = []
  let lastId = 0
  let active: { readonly id: number; readonly ending: AbortController } | null = null

  const find = (id: number) => uploads.find(upload => upload.id === id)
  const publish = (changed: readonly Upload[]) => {
    uploads = changed
    deps.onChange(uploads)
  }
  const change = (id: number, part: Partial<Upload>) =>
    publish(uploads.map(upload => (upload.id === id ? { ...upload, ...part } : upload)))

  const changeExtras = (id: number, part: Partial<Extras>) => {
    const upload = find(id)
    if (upload) change(id, { extras: { ...upload.extras, ...part } })
  }

  async function saveExtrasOf(id: number): Promise<void> {
    const { video } = find(id) ?? {}
    const read = () => find(id)?.extras ?? NO_EXTRAS
    if (video) await saveExtras({ send: deps.send, read, change: part => changeExtras(id, part) }, video.uuid)
  }

  async function run() {
    const next = active ? undefined : uploads.find(upload => upload.phase === 'queued')
    if (!next) return
    const ending = new AbortController()
    active = { id: next.id, ending }
    change(next.id, { phase: 'sending', error: null, rateBps: null, isInTrouble: false })
    try {
      const init = initBody(next.values, next.file.name, next.thumbnail)
      const verdict = await transfer(deps, next, {
        init,
        signal: ending.signal,
        change: part => change(next.id, part)
      })
      change(next.id, { phase: 'done', ...(JSON.parse(verdict) as { video: UploadedVideo }) })
      if (hasUnsaved(find(next.id)?.extras ?? NO_EXTRAS)) void saveExtrasOf(next.id)
    } catch (error) {
      const stopped = ending.signal.aborted
      change(next.id, stopped ? { phase: 'paused' } : { phase: 'failed', error: refusalOf(error) })
    }
    active = null
    await run()
  }

  const stop = (id: number) => {
    if (active?.id === id) active.ending.abort()
  }

  return {
    add(files, channelId) {
      const begun = listUnfinished(deps.store, deps.shelf, deps.nowMs())
      const known = (file: File) => begun.find(({ key }) => key === unfinishedKey(deps.shelf, file))
      publish([...uploads, ...files.map(file => newUpload(++lastId, file, { channelId, known: known(file) }))])
    },
    edit: (id, values) => change(id, { values: { ...find(id)!.values, ...values } }),
    setThumbnail: (id, thumbnail) => change(id, { thumbnail }),
    editExtras: changeExtras,
    saveExtras: saveExtrasOf,
    send(id) {
      const { uploadUrl, values } = find(id)!
      // What was begun goes on with what was said of it then.
      const faults = uploadUrl ? {} : findFaults(values, deps.nowMs())
      const [fault] = Object.keys(faults) as (keyof UploadFaults)[]
      change(id, { wasTried: true, ...(!fault && { phase: 'queued' }) })
      if (!fault) void run()
      return fault ?? null
    },
    pause(id) {
      stop(id)
      if (find(id)?.phase === 'queued') change(id, { phase: 'paused' })
    },
    remove(id) {
      const upload = find(id)
      stop(id)
      publish(uploads.filter(other => other.id !== id))
      if (!upload?.uploadUrl || upload.phase === 'done') return
      forgetUnfinished(deps.store, unfinishedKey(deps.shelf, upload.file))
      void cancelUpload(deps.send, upload.uploadUrl)
    },
    unfinished() {
      const here = uploads.map(({ file }) => unfinishedKey(deps.shelf, file))
      return listUnfinished(deps.store, deps.shelf, deps.nowMs()).filter(({ key }) => !here.includes(key))
    },
    forget({ key, uploadUrl }) {
      forgetUnfinished(deps.store, key)
      void cancelUpload(deps.send, uploadUrl)
    }
  }
}

function newUpload(
  id: number,
  file: File,
  { channelId, known }: { channelId: number; known: Unfinished | undefined }
): Upload {
  return {
    id,
    file,
    values: newUploadValues(file.name, channelId),
    thumbnail: null,
    extras: NO_EXTRAS,
    wasTried: false,
    phase: 'editing',
    sentBytes: known?.sentBytes ?? 0,
    rateBps: null,
    isInTrouble: false,
    uploadUrl: known?.uploadUrl ?? null,
    error: null,
    video: null
  }
}
