import type { TranscodingStatus } from '@colombier/server/contract'
import { ApiError } from '../../api/http.ts'

export interface PollDeps {
  fetchStatus(videoUuid: string, signal: AbortSignal): Promise<TranscodingStatus>
  /** Rejects when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

const FIRST_WAIT_MS = 1000
const WAIT_MAX_MS = 15_000
const PATIENCE = 1.5

/**
 * Asks once a second while something moves, more and more rarely while nothing does or the server does not answer.
 * Ends by itself when there is nothing more to come or nothing to be told, or with the signal.
 */
export async function pollTranscoding(
  { fetchStatus, wait }: PollDeps,
  videoUuid: string,
  { onStatus, signal }: { onStatus: (status: TranscodingStatus) => void; signal: AbortSignal }
): Promise<void> {
  let waitMs = FIRST_WAIT_MS
  let last = ''
  while (!signal.aborted) {
    const status = await fetchStatus(videoUuid, signal).catch(unlessRefused)
    if (signal.aborted || status === 'refused') return
    if (status) onStatus(status)
    if (status && isOver(status)) return

    const seen = JSON.stringify(status)
    waitMs = status && seen !== last ? FIRST_WAIT_MS : Math.min(WAIT_MAX_MS, waitMs * PATIENCE)
    last = seen
    await wait(waitMs, signal).catch(() => undefined)
  }
}

export function isOver({ status }: Pick<TranscodingStatus, 'status'>): boolean {
  return status === 'done' || status === 'failed'
}

const REFUSALS = [401, 403, 404]

function unlessRefused(error: unknown): 'refused' | null {
  return error instanceof ApiError && REFUSALS.includes(error.status) ? 'refused' : null
}
