/** What the system shows and lets people do while the video plays: on a lock screen, with the keys of a headset. */
import type { PlayerController } from '../controller.ts'

const JUMP_SECONDS = 10

/** @returns Gives it back. */
export function takeMediaSession(controller: PlayerController): () => void {
  const { mediaSession } = navigator
  if (!mediaSession) return () => undefined
  const { name, channelName, posterUrl } = controller.source
  mediaSession.metadata = new MediaMetadata({
    title: name,
    artist: channelName,
    artwork: [{ src: new URL(posterUrl, location.href).href }]
  })
  const jump = (direction: number) => (details: MediaSessionActionDetails) =>
    controller.seek(controller.state().seconds + direction * (details.seekOffset ?? JUMP_SECONDS))
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => controller.play(),
    pause: () => controller.pause(),
    seekbackward: jump(-1),
    seekforward: jump(1),
    seekto: ({ seekTime }) => controller.seek(seekTime ?? 0)
  }
  const set = (action: string, handler: MediaSessionActionHandler | null) => {
    try {
      mediaSession.setActionHandler(action as MediaSessionAction, handler)
    } catch {
      // Not every browser knows every one of them.
    }
  }
  for (const [action, handler] of Object.entries(handlers)) set(action, handler)
  return () => {
    mediaSession.metadata = null
    for (const action of Object.keys(handlers)) set(action, null)
  }
}
