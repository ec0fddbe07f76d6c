import { useEffect, useState } from 'preact/hooks'
import type { PlayerController } from './controller.ts'
import { keepPlace, placeOf } from './places.ts'

const KEPT_EVERY_SECONDS = 5

/** @returns Where to go on from; 0 when there is no such place. The server reports of a visitor's place to nobody. */
export function usePlace(controller: PlayerController): number {
  const [place, setPlace] = useState(0)
  useEffect(() => {
    const { source } = controller
    setPlace(placeOf(source))
    if (source.watchedSeconds !== undefined) return
    let keptAt = source.startSeconds
    const keep = () => {
      const { phase, seconds, isEnded, durationSeconds } = controller.state()
      if (phase !== 'open') return
      keptAt = seconds
      keepPlace(source, isEnded ? durationSeconds : seconds)
    }
    const end = controller.subscribe(() => {
      const { seconds, isPaused } = controller.state()
      if (Math.abs(seconds - keptAt) >= KEPT_EVERY_SECONDS || (isPaused && seconds !== keptAt)) keep()
    })
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      end()
    }
  }, [controller])
  return place
}
