/** Full screen and picture in picture, in the ways that browsers have them. */
import { useEffect, useState } from 'preact/hooks'

/** On iPhone only a video fills the screen, with the system's own controls. */
type AppleVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void }

export function toggleFullscreen(frame: HTMLElement, video: HTMLVideoElement): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else if (frame.requestFullscreen) frame.requestFullscreen().catch(() => undefined)
  else (video as AppleVideo).webkitEnterFullscreen?.()
}

export function useFullscreen(): boolean {
  const [isFull, setIsFull] = useState(false)
  useEffect(() => {
    const read = () => setIsFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', read)
    return () => document.removeEventListener('fullscreenchange', read)
  }, [])
  return isFull
}

export function canLeavePage(): boolean {
  return document.pictureInPictureEnabled === true
}

export function togglePictureInPicture(video: HTMLVideoElement): void {
  const isOut = document.pictureInPictureElement === video
  const done = isOut ? document.exitPictureInPicture() : video.requestPictureInPicture()
  done.catch(() => undefined)
}
