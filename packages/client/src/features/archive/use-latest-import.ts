import type { UserImport } from '@colombier/server/contract'
import { useEffect, useState } from 'preact/hooks'
import { fetchLatestImport } from '../../api/archives.ts'
import { wait } from '../../api/wait.ts'
import { isUnderWay, pollImport } from './poll-import.ts'

const awaited = (): UserImport => ({
  id: 0,
  state: { id: 1, label: '' },
  resultSummary: null,
  createdAt: new Date().toISOString()
})

/** What became of the newest archive, kept up to date while it is taken in. @param initial As the page was written. */
export function useLatestImport(userId: number, initial: UserImport | null) {
  const [latest, setLatest] = useState(initial)
  const [round, setRound] = useState(0)

  // `latest` is left out on purpose: the loop feeds it, and must not be started again by what it found.
  useEffect(() => {
    if (round === 0 && !(latest && isUnderWay(latest))) return
    const ending = new AbortController()
    const fetchLatest = (signal: AbortSignal) => fetchLatestImport(userId, signal)
    void pollImport({ fetchLatest, wait }, { onLatest: setLatest, signal: ending.signal })
    return () => ending.abort()
  }, [userId, round])

  return {
    latest,
    /** The server has one to take in: told at once, for it may not answer for a while. */
    expect() {
      setLatest(awaited())
      setRound(round + 1)
    }
  }
}
