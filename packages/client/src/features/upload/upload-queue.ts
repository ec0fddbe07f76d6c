/** The uploads of this page, sent one after the other. Knows nothing of the screen: it tells what changed. */
import { ApiError } from '../../api/http.ts'
import { initBody } from './init-body.ts'
import { addSample, rateOf, type Sample } from './rate.ts'
import { cancelUpload, continueUpload, type ResumableDeps, startUpload, type UploadedVideo } from './resumable.ts'
import { forgetUnfinished, listUnfinished, rememberUnfinished, type Unfinished, unfinishedKey } from './unfinished.ts'
import { newUploadValues, type UploadValues } from './upload-values.ts'

/** `editing` until it is sent; `sending` covers the server's own check of the file once all bytes are there. */
export type UploadPhase = 'editing' | 'queued' | 'sending' | 'paused' | 'failed' | 'done'

export interface Upload {
  readonly id: number
  readonly file: File
  readonly values: UploadValues
  readonly thumbnail: File | null
  readonly phase: UploadPhase
  readonly sentBytes: number
  readonly rateBps: number | null
  readonly isInTrouble: boolean
  /** Where a part of it already is. */
  readonly uploadUrl: string | null
  /** Status and sentence of the server's refusal; null for one without words. */
  readonly error: { readonly status: number; readonly detail: string | null } | null
  readonly video: UploadedVideo | null
}

export interface QueueDeps extends ResumableDeps {
  readonly store: Storage
  onChange(uploads: readonly Upload[]): void
}

export interface UploadQueue {
  add(files: readonly File[], channelId: number): void
  edit(id: number, values: Partial<UploadValues>): void
  setThumbnail(id: number, thumbnail: File | null): void
  send(id: number): void
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

  async function run() {
    const next = active ? undefined : uploads.find(upload => upload.phase === 'queued')
    if (!next) return
    const ending = new AbortController()
    active = { id: next.id, ending }
    change(next.id, { phase: 'sending', error: null, rateBps: null, isInTrouble: false })
    try {
      const video = await sendUpload(deps, next, { signal: ending.signal, change: part => change(next.id, part) })
      change(next.id, { phase: 'done', video })
    } catch (error) {
      const stopped = ending.signal.aborted
      change(next.id, stopped ? { phase: 'paused' } : { phase: 'failed', error: describe(error) })
    }
    active = null
    await run()
  }

  const stop = (id: number) => {
    if (active?.id === id) active.ending.abort()
  }

  return {
    add(files, channelId) {
      const begun = listUnfinished(deps.store, deps.nowMs())
      publish([...uploads, ...files.map(file => newUpload(++lastId, file, { channelId, begun }))])
    },
    edit: (id, values) => change(id, { values: { ...find(id)!.values, ...values } }),
    setThumbnail: (id, thumbnail) => change(id, { thumbnail }),
    send(id) {
      change(id, { phase: 'queued' })
      void run()
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
      forgetUnfinished(deps.store, unfinishedKey(upload.file))
      void cancelUpload(deps.send, upload.uploadUrl)
    },
    unfinished: () => listUnfinished(deps.store, deps.nowMs()).filter(({ key }) => !uploads.some(isOf(key))),
    forget({ key, uploadUrl }) {
      forgetUnfinished(deps.store, key)
      void cancelUpload(deps.send, uploadUrl)
    }
  }
}

const isOf = (key: string) => (upload: Upload) => unfinishedKey(upload.file) === key

function newUpload(
  id: number,
  file: File,
  { channelId, begun }: { channelId: number; begun: readonly Unfinished[] }
): Upload {
  const known = begun.find(({ key }) => key === unfinishedKey(file))
  return {
    id,
    file,
    values: newUploadValues(file.name, channelId),
    thumbnail: null,
    phase: 'editing',
    sentBytes: known?.sentBytes ?? 0,
    rateBps: null,
    isInTrouble: false,
    uploadUrl: known?.uploadUrl ?? null,
    error: null,
    video: null
  }
}

interface Sending {
  readonly signal: AbortSignal
  change(part: Partial<Upload>): void
}

async function sendUpload(deps: QueueDeps, upload: Upload, { signal, change }: Sending): Promise<UploadedVideo> {
  const { file } = upload
  const key = unfinishedKey(file)
  const announce = () =>
    startUpload(deps.send, file, { ...initBody(upload.values, file.name, upload.thumbnail), signal })

  const transfer = (uploadUrl: string) => {
    let samples: readonly Sample[] = []
    change({ uploadUrl })
    const remember = (sentBytes: number) =>
      rememberUnfinished(deps.store, {
        key,
        fileName: file.name,
        sizeBytes: file.size,
        sentBytes,
        uploadUrl,
        updatedAtMs: deps.nowMs()
      })
    remember(upload.sentBytes)
    return continueUpload(
      deps,
      { uploadUrl, file },
      {
        signal,
        onProgress: sentBytes => {
          samples = addSample(samples, { atMs: deps.nowMs(), sentBytes })
          remember(sentBytes)
          change({ sentBytes, rateBps: rateOf(samples) })
        },
        onTrouble: isInTrouble => change({ isInTrouble })
      }
    )
  }

  const video = await transfer(upload.uploadUrl ?? (await announce()))
    .catch(async error => {
      // Begun too long ago: the server has forgotten it. From the start, once.
      if (!upload.uploadUrl || !isForgotten(error)) throw error
      change({ sentBytes: 0, uploadUrl: null })
      return transfer(await announce())
    })
    .catch(error => {
      if (error instanceof ApiError && !signal.aborted && error.status !== 401) {
        forgetUnfinished(deps.store, key)
        change({ uploadUrl: null, sentBytes: 0 })
      }
      throw error
    })
  forgetUnfinished(deps.store, key)
  return video
}

const isForgotten = (error: unknown) => error instanceof ApiError && (error.status === 404 || error.status === 410)

function describe(error: unknown): Upload['error'] {
  return error instanceof ApiError ? { status: error.status, detail: error.detail } : { status: 0, detail: null }
}
