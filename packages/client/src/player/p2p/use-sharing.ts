import { useEffect, useMemo, useState } from 'preact/hooks'
import type { HlsTap } from '../hls-tap.ts'
import type { PlayerSource } from '../source.ts'
import { countCarried, tellCarried } from './carried.ts'
import { EMPTY_METER } from './meter.ts'
import { followDelivery, sendMetric } from './report.ts'
import { createSharing, type SharingState } from './sharing.ts'

/** Figures on screen are read, not watched. */
const SHOWN_EVERY_MS = 2000

export interface UsedSharing {
  /** Null before play, and where nothing is shared. */
  readonly state: SharingState | null
  choose(isYes: boolean): void
  /** The video plays through hls.js. */
  attach(tap: HlsTap): void
  onServerBytes(bytes: number): void
}

/** @param height On screen now; 0 when unknown. */
export function useSharing({ p2p, copies, uuid }: PlayerSource, height: () => number): UsedSharing {
  const [state, setState] = useState<SharingState | null>(null)

  const used = useMemo(() => {
    let shownAt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let isPlaying = false
    const show = () => {
      timer = undefined
      shownAt = performance.now()
      if (isPlaying && sharing) setState(sharing.state())
    }
    const showSoon = () => {
      timer ??= setTimeout(show, Math.max(0, shownAt + SHOWN_EVERY_MS - performance.now()))
    }
    const onChange = () => {
      count(sharing?.state().meter ?? EMPTY_METER)
      showSoon()
    }
    const count = countCarried()
    // On the server there is nobody to share with.
    const sharing = p2p && copies && typeof window === 'object' ? createSharing({ p2p, copies, onChange }) : null
    return {
      sharing,
      stopShowing: () => clearTimeout(timer),
      choose(isYes: boolean) {
        sharing?.choose(isYes)
        show()
      },
      attach(tap: HlsTap) {
        isPlaying = true
        sharing?.attach(tap)
        showSoon()
      },
      onServerBytes: (bytes: number) => (sharing ? sharing.onServerBytes(bytes) : tellCarried(bytes, 0))
    }
  }, [p2p, copies])

  useEffect(() => {
    const { sharing, stopShowing } = used
    if (!sharing) return
    const read = () => {
      const { meter, status } = sharing.state()
      return { meter, isSharing: status === 'sharing', height: height() }
    }
    const delivery = followDelivery(uuid, read, sendMetric)
    addEventListener('pagehide', delivery.report)
    return () => {
      removeEventListener('pagehide', delivery.report)
      delivery.end()
      stopShowing()
      sharing.close()
    }
  }, [used, uuid])

  return { state, ...used }
}
