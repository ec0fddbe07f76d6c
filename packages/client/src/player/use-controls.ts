import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { PlayerController } from './controller.ts'
import type { ControlsProps } from './controls/controls.tsx'
import { usePlayer } from './use-player.ts'

type Loaded = ComponentType<ControlsProps> | 'failed' | null

/** @returns The player's own controls, fetched with the first press on play; `failed` where the browser's have to do. */
export function useControls(controller: PlayerController): Loaded {
  const [loaded, setLoaded] = useState<Loaded>(null)
  const isWanted = usePlayer(controller, ({ phase }) => phase === 'loading' || phase === 'open')
  useEffect(() => {
    // The condition keeps them out of the server's bundle, where nothing is played.
    if (import.meta.env.SSR || !isWanted || (loaded && loaded !== 'failed')) return
    import('./controls/controls.tsx').then(
      ({ Controls }) => setLoaded(() => Controls),
      () => setLoaded('failed')
    )
  }, [isWanted])
  return loaded
}
