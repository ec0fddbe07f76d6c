/** Chooses how the browser plays the video: its own HLS, hls.js, or a whole file. */

import type { HlsEvents, HlsPlayback, PlaybackFault } from './hls.ts'
import { authorise, type PlayerSource, startingAt } from './source.ts'

export type { PlaybackFault }

/**
 * Apple's browsers play HLS better than a library can (AirPlay, battery, and on iPhone nothing else works).
 * Chromium also says it can, but shows no choice of quality and reads growing playlists from their end.
 */
export function prefersOwnHls(video: HTMLVideoElement): boolean {
  return 'webkitSetPresentationMode' in video && video.canPlayType('application/vnd.apple.mpegurl') !== ''
}

/**
 * Starts playing. Call it from the viewer's own gesture.
 *
 * @returns What controls the quality, or null when the browser chooses.
 */
export async function startPlayback(
  video: HTMLVideoElement,
  source: PlayerSource,
  events: HlsEvents
): Promise<HlsPlayback | null> {
  if (source.playlistUrl && prefersOwnHls(video)) {
    playDirectly(video, startingAt(authorise(source.playlistUrl, source.mediaQuery), source.startSeconds), events)
    return null
  }
  // The condition keeps the library out of the server's bundle, where nothing is played.
  const [hls, fragmentLoader] = !import.meta.env.SSR && source.playlistUrl ? await beside(source, loadHls(source)) : []
  if (hls?.isHlsSupported()) {
    const playback = hls.attachHls(video, source, { ...events, fragmentLoader })
    resume(video)
    return playback
  }
  const direct = source.fileUrl ?? source.playlistUrl
  if (direct) playDirectly(video, startingAt(authorise(direct, source.mediaQuery), source.startSeconds), events)
  else events.onFault('unsupported')
  return null
}

function loadHls({ copies }: PlayerSource) {
  const loader = copies?.baseUrls.length
    ? import('./copies.ts').then(({ fromCopies }) => fromCopies(copies))
    : undefined
  return Promise.all([import('./hls.ts'), loader])
}

/** The playlist is on its way while the library still is: hls.js finds it fetched. */
function beside<Library>({ playlistUrl, mediaQuery }: PlayerSource, library: Promise<Library>): Promise<Library> {
  const link = document.createElement('link')
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' })
  link.href = authorise(playlistUrl ?? '', mediaQuery)
  document.head.append(link)
  return library.finally(() => link.remove())
}

function playDirectly(video: HTMLVideoElement, url: string, { onFault }: HlsEvents): void {
  video.onerror = () => onFault(faultOf(video.error))
  video.src = url
  resume(video)
}

/** A refusal to play only means that the browser wants one more press, on its own controls. */
function resume(video: HTMLVideoElement): void {
  video.play().catch(() => undefined)
}

export function faultOf(error: Pick<MediaError, 'code'> | null): PlaybackFault {
  const NETWORK = 2
  const NOT_SUPPORTED = 4
  if (error?.code === NETWORK) return 'network'
  return error?.code === NOT_SUPPORTED ? 'unsupported' : 'media'
}
