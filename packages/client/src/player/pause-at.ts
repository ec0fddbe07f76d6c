import type { PlayerController } from './controller.ts'

/** Longer than from one tick to the next at the highest speed: what is more was a jump. */
const TICK_MAX_SECONDS = 2

/** Once, when the film comes there by itself: whoever plays on or jumps beyond wants to see the rest. */
export function pauseAt(controller: PlayerController, stopSeconds: number, then = () => {}): void {
  let before = controller.state().seconds
  const end = controller.subscribe(() => {
    const { seconds, isPaused } = controller.state()
    const comes = before < stopSeconds && seconds >= stopSeconds && seconds - before < TICK_MAX_SECONDS
    before = seconds
    if (isPaused || !comes) return
    end()
    controller.pause()
    then()
  })
}
