/** What the address of an embed asks of its player, done. */
import type { EmbedOptions } from '@colombier/server/contract'
import type { PlayerController } from './controller.ts'
import { pauseAt } from './pause-at.ts'

/** How the viewer's device wants it to be. */
export interface Wishes {
  readonly savesData: boolean
  readonly reducesMotion: boolean
}

/** Follows them once the player is on the page: what the viewer chose before is known by then. */
export function followOptions(controller: PlayerController, options: EmbedOptions, wishes: Wishes): void {
  const end = controller.subscribe(() => {
    if (controller.state().phase !== 'ready') return
    end()
    if (options.isMuted) controller.setMuted(true)
    if (options.captions) controller.setCaptions(options.captions)
    if (options.stopSeconds !== null) pauseAt(controller, options.stopSeconds)
    if (options.isLooping) repeat(controller)
    // Where a browser's policy refuses it, the film waits for a press as ever.
    if (options.isAutoplaying && !wishes.savesData && !wishes.reducesMotion) controller.play()
  })
}

function repeat(controller: PlayerController): void {
  let wasEnded = false
  controller.subscribe(() => {
    const { isEnded } = controller.state()
    if (isEnded && !wasEnded) {
      wasEnded = true
      controller.seek(controller.source.startSeconds)
      controller.play()
    } else wasEnded = isEnded
  })
}
