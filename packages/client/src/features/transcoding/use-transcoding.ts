import type { TranscodingStatus } from '@colombier/server/contract'
import { useEffect, useState } from 'preact/hooks'
import { fetchTranscoding } from '../../api/transcoding.ts'
import { wait } from '../../api/wait.ts'
import { isOver, pollTranscoding } from './poll-transcoding.ts'

/**
 * The state of a video's preparation, kept up to date.
 *
 * @param initial What the server wrote into the page; null starts asking at once.
 * @param mediaQuery As with the video's files.
 */
export function useTranscoding(videoUuid: string, initial: TranscodingStatus | null, mediaQuery = '') {
  const [status, setStatus] = useState(initial)
  const [round, setRound] = useState(0)

  // `status` is left out on purpose: the loop feeds it, and must not be started again by what it found.
  useEffect(() => {
    if (round === 0 && status && isOver(status)) return
    const ending = new AbortController()
    const fetchStatus = (uuid: string, signal: AbortSignal) => fetchTranscoding(uuid, signal, mediaQuery)
    pollTranscoding({ fetchStatus, wait }, videoUuid, { onStatus: setStatus, signal: ending.signal })
    return () => ending.abort()
  }, [videoUuid, mediaQuery, round])

  return {
    status,
    /** After a retry was asked: forget the failure and ask anew. */
    restart: () => {
      setStatus(null)
      setRound(round + 1)
    }
  }
}
