/** What a media element says of itself, in the player's own words. */
import type { PlayerState } from './controller.ts'

/** @returns Stops following. */
export function followMedia(
  video: HTMLVideoElement,
  state: () => PlayerState,
  update: (patch: Partial<PlayerState>) => void
): () => void {
  // Before the first picture, and while it is fetched anew, the element stands at nothing's beginning.
  const readTime = () => {
    if (state().phase === 'open') update({ seconds: video.currentTime, isEnded: video.ended })
  }
  const readDuration = () => {
    if (Number.isFinite(video.duration)) update({ durationSeconds: video.duration })
  }
  const goOn = () => update({ isPaused: video.paused, isEnded: video.ended, isWaiting: false })
  const reactions: Partial<Record<keyof HTMLMediaElementEventMap, () => void>> = {
    loadeddata: () => update({ phase: 'open', isWaiting: false, isPaused: video.paused }),
    durationchange: readDuration,
    timeupdate: readTime,
    seeking: readTime,
    play: () => update({ isPaused: false, isEnded: false }),
    playing: goOn,
    pause: goOn,
    ended: goOn,
    seeked: goOn,
    canplay: () => update({ isWaiting: false }),
    waiting: () => update({ isWaiting: true }),
    volumechange: () => update({ volume: video.volume, isMuted: video.muted }),
    ratechange: () => update({ rate: video.playbackRate })
  }
  const events = Object.entries(reactions)
  for (const [event, react] of events) video.addEventListener(event, react)
  return () => {
    for (const [event, react] of events) video.removeEventListener(event, react)
  }
}

/** Its cues are read and drawn by the player; those of the others are not even fetched. */
export function showTrack(video: HTMLVideoElement, language: string | null): void {
  for (const track of video.textTracks) track.mode = track.language === language ? 'hidden' : 'disabled'
}
