import { useEffect, useState } from 'preact/hooks'
import type { PlayerController, PlayerState } from './controller.ts'

/** A part of what the player says, drawn again when that part changes and not at every tick. */
export function usePlayer<Part>(controller: PlayerController, select: (state: PlayerState) => Part): Part {
  const [part, setPart] = useState(() => select(controller.state()))
  useEffect(() => {
    const read = () => setPart(() => select(controller.state()))
    // What changed between drawing and listening.
    read()
    return controller.subscribe(read)
  }, [controller])
  return part
}
