/**
 * PeerTube's resumable upload (uploadx; PeerTube 6.3 openapi.yaml, `uploadResumableInit` and its siblings), as the
 * sender sees it: the server always knows how much it has, so after any trouble we ask it and go on from there.
 */
import { ApiError, problemDetail } from '../../api/http.ts'
import type { Send, SendResponse } from '../../api/transport.ts'
import { CHUNK_FIRST_BYTES, chunkAfterFailure, nextChunkBytes } from './chunk-size.ts'
import type { InitBody } from './init-body.ts'

export interface ResumableDeps {
  readonly send: Send
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  nowMs(): number
}

export interface UploadEvents {
  readonly signal: AbortSignal
  onProgress(sentBytes: number): void
  /** True when the connection is lost and tried again, false when it is back. */
  onTrouble(isInTrouble: boolean): void
}

/**
 * Announces a file.
 *
 * @param path Of the API, which says what the file is for.
 * @returns Path and query to send its bytes to. The server names a host too, which a proxy may have changed: left out.
 * @throws ApiError with the server's sentence when it does not want this file.
 */
export async function startUpload(
  send: Send,
  file: Blob,
  { path, body, contentType, signal }: InitBody & { readonly path: string; readonly signal: AbortSignal }
): Promise<string> {
  const response = await send({
    method: 'POST',
    url: path,
    headers: {
      ...(contentType && { 'Content-Type': contentType }),
      'X-Upload-Content-Length': String(file.size),
      'X-Upload-Content-Type': file.type || 'application/octet-stream'
    },
    body,
    signal
  })
  const location = response.header('Location')
  if (response.status >= 300 || !location) throw refusal(response)
  return pathOf(location)
}

export function pathOf(location: string): string {
  const url = new URL(location, 'http://server.invalid')
  return url.pathname + url.search
}

/**
 * Sends what is missing of a file and waits for the server's verdict.
 *
 * A lost connection is waited out, for as long as it takes.
 *
 * @returns The verdict's body; empty where the server has nothing to add.
 * @throws ApiError when the server refuses: 403, 404 or 410 may mean that it no longer knows this upload.
 * @throws The signal's reason when it is aborted.
 */
export async function continueUpload(
  deps: ResumableDeps,
  { uploadUrl, file }: { uploadUrl: string; file: Blob },
  events: UploadEvents
): Promise<string> {
  let chunkBytes = CHUNK_FIRST_BYTES
  let offset: number | null = null
  let failures = 0
  let serverFailures = 0

  for (;;) {
    const startedMs = deps.nowMs()
    const isAsking = offset === null
    const response: SendResponse | null = await (isAsking
      ? askPosition(deps.send, uploadUrl, file, events)
      : sendChunk(deps.send, { uploadUrl, file, offset: offset ?? 0, chunkBytes }, events))

    if (response && response.status >= 200 && response.status < 300) return response.body
    if (response?.status === 308) {
      if (isAsking && failures > 0) events.onTrouble(false)
      if (!isAsking) {
        failures = 0
        serverFailures = 0
        chunkBytes = nextChunkBytes(chunkBytes, deps.nowMs() - startedMs)
      }
      offset = receivedBytes(response.header('Range'))
      events.onProgress(offset)
      continue
    }
    if (response && !isPassing(response.status, serverFailures++)) throw refusal(response)

    failures += 1
    events.onTrouble(true)
    offset = null
    chunkBytes = chunkAfterFailure(chunkBytes)
    await deps.wait(pauseMs(failures, response?.header('Retry-After') ?? null), events.signal)
  }
}

/** Tells the server to forget what it has. That it already forgot, or cannot be reached, changes nothing. */
export async function cancelUpload(send: Send, uploadUrl: string): Promise<void> {
  await send({
    method: 'DELETE',
    url: uploadUrl,
    headers: {},
    body: null,
    signal: new AbortController().signal
  }).catch(() => undefined)
}

function askPosition(send: Send, uploadUrl: string, file: Blob, { signal }: UploadEvents) {
  const headers = { 'Content-Range': `bytes */${file.size}` }
  return attempt(signal, send({ method: 'PUT', url: uploadUrl, headers, body: null, signal }))
}

interface Chunk {
  readonly uploadUrl: string
  readonly file: Blob
  readonly offset: number
  readonly chunkBytes: number
}

function sendChunk(send: Send, { uploadUrl, file, offset, chunkBytes }: Chunk, events: UploadEvents) {
  const end = Math.min(file.size, offset + chunkBytes)
  return attempt(
    events.signal,
    send({
      method: 'PUT',
      url: uploadUrl,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Range': `bytes ${offset}-${end - 1}/${file.size}`
      },
      body: file.slice(offset, end),
      signal: events.signal,
      onProgress: sent => events.onProgress(Math.min(end, offset + sent))
    })
  )
}

/** Null for a lost connection; being aborted stays an exception. */
async function attempt(signal: AbortSignal, sending: Promise<SendResponse>): Promise<SendResponse | null> {
  try {
    return await sending
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}

/** `bytes=0-N` says that N + 1 bytes are there; no header, that none is. */
export function receivedBytes(range: string | null): number {
  const last = /^bytes=0-(\d+)$/.exec(range ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}

const SERVER_FAILURES_MAX = 8
const PASSING_STATUSES = [408, 409, 425, 429, 500, 502, 503, 504]

/** A full disk (507) does not pass by itself, and a server that keeps failing is not worth waiting for. */
function isPassing(status: number, failures: number): boolean {
  return PASSING_STATUSES.includes(status) && failures < SERVER_FAILURES_MAX
}

const PAUSE_MAX_MS = 30_000

function pauseMs(failures: number, retryAfter: string | null): number {
  const asked = Number(retryAfter) * 1000
  return Math.min(PAUSE_MAX_MS, asked > 0 ? asked : 1000 * 2 ** (failures - 1))
}

function refusal({ status, body }: SendResponse): ApiError {
  return new ApiError(status, problemDetail(body))
}
