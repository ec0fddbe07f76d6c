/** One file on its way to the server, whatever becomes of it there. Knows nothing of the screen: it tells what changed. */
import { ApiError } from '../../api/http.ts'
import type { InitBody } from './init-body.ts'
import { addSample, rateOf, type Sample } from './rate.ts'
import type { Refusal } from './refusal.ts'
import { continueUpload, type ResumableDeps, startUpload } from './resumable.ts'
import { forgetUnfinished, rememberUnfinished, type Shelf, unfinishedKey } from './unfinished.ts'

/** `editing` until it is sent; `sending` covers the server's own check of the file once all bytes are there. */
export type TransferPhase = 'editing' | 'queued' | 'sending' | 'paused' | 'failed' | 'done'

export interface Transfer {
  readonly file: File
  readonly phase: TransferPhase
  readonly sentBytes: number
  readonly rateBps: number | null
  readonly isInTrouble: boolean
  /** Where a part of it already is. */
  readonly uploadUrl: string | null
  readonly error: Refusal | null
}

export interface TransferDeps extends ResumableDeps {
  readonly store: Storage
  readonly shelf: Shelf
}

export interface Sending {
  readonly init: InitBody
  readonly signal: AbortSignal
  change(part: Partial<Transfer>): void
}

/**
 * Announces the file, unless a part of it is there already, and sends it until the server has looked at all of it.
 *
 * @returns What the server says of it. @throws As `continueUpload`.
 */
export async function transfer(
  deps: TransferDeps,
  { file, uploadUrl, sentBytes }: Transfer,
  { init, signal, change }: Sending
): Promise<string> {
  const { shelf, store } = deps
  const key = unfinishedKey(shelf, file)
  const announce = () => startUpload(deps.send, file, { path: shelf.path, ...init, signal })

  const carry = (url: string) => {
    let samples: readonly Sample[] = []
    change({ uploadUrl: url })
    const remember = (bytes: number) =>
      rememberUnfinished(store, {
        key,
        fileName: file.name,
        sizeBytes: file.size,
        sentBytes: bytes,
        uploadUrl: url,
        updatedAtMs: deps.nowMs()
      })
    remember(sentBytes)
    const onProgress = (bytes: number) => {
      samples = addSample(samples, { atMs: deps.nowMs(), sentBytes: bytes })
      remember(bytes)
      change({ sentBytes: bytes, rateBps: rateOf(samples) })
    }
    const onTrouble = (isInTrouble: boolean) => change({ isInTrouble })
    return continueUpload(deps, { uploadUrl: url, file }, { signal, onProgress, onTrouble })
  }

  try {
    const verdict = await carry(uploadUrl ?? (await announce())).catch(async error => {
      // Begun too long ago: the server has forgotten it. From the start, once.
      if (!uploadUrl || !isForgotten(error)) throw error
      change({ sentBytes: 0, uploadUrl: null })
      return carry(await announce())
    })
    forgetUnfinished(store, key)
    return verdict
  } catch (error) {
    if (error instanceof ApiError && !signal.aborted && !isForLater(error)) {
      forgetUnfinished(store, key)
      change({ uploadUrl: null, sentBytes: 0 })
    }
    throw error
  }
}

/** A stranger's upload, which a forgotten one is taken for, is refused as one that is not there. */
const isForgotten = (error: unknown) => error instanceof ApiError && [403, 404, 410].includes(error.status)

/** Signed out, or the server is busy with what the file is for: what is there waits for another try. */
const isForLater = ({ status }: ApiError) => status === 401 || status === 409

export function refusalOf(error: unknown): Refusal {
  return error instanceof ApiError ? { status: error.status, detail: error.detail } : { status: 0, detail: null }
}
