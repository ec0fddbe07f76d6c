import type { UserImport } from '@colombier/server/contract'

export interface PollDeps {
  fetchLatest(signal: AbortSignal): Promise<UserImport>
  /** Rejects when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
}

const FIRST_WAIT_MS = 2000
const WAIT_MAX_MS = 15_000
const PATIENCE = 1.3

/** PeerTube's numbers: it waits, or the server is at it. */
export const isUnderWay = ({ state }: Pick<UserImport, 'state'>): boolean => state.id < 3

/** Asks more and more rarely, for films take their time, until there is an outcome or with the signal. */
export async function pollImport(
  { fetchLatest, wait }: PollDeps,
  { onLatest, signal }: { readonly onLatest: (latest: UserImport) => void; readonly signal: AbortSignal }
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(WAIT_MAX_MS, waitMs * PATIENCE)) {
    // A server that does not answer is asked again.
    const latest = await fetchLatest(signal).catch(() => null)
    if (signal.aborted) return
    if (latest) onLatest(latest)
    if (latest && !isUnderWay(latest)) return
    await wait(waitMs, signal).catch(() => undefined)
  }
}
