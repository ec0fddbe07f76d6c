/** The only place that knows hls.js. Loaded when a viewer presses play, never before. */
import Hls, { type ErrorData, type HlsConfig } from 'hls.js/light'
import { type Connection, connectionOf } from './connection.ts'
import type { FragmentLoaderClass } from './fragment-loaders.ts'
import { type HlsTap, tapHls } from './hls-tap.ts'
import { authorise, type PlayerSource } from './source.ts'

export type PlaybackFault = 'network' | 'refused' | 'media' | 'unsupported'

export interface HlsEvents {
  /** Heights from low to high, in the order of `setLevel`. */
  onLevels(heights: readonly number[]): void
  onLevel(height: number): void
  onFault(fault: PlaybackFault): void
  onTap?(tap: HlsTap): void
  /** From a server; what a swarm brings is counted there. */
  onServerBytes?(bytes: number): void
}

export interface HlsOptions extends HlsEvents {
  /** What fetches segments, where that is not hls.js itself. */
  readonly fragmentLoader?: FragmentLoaderClass | undefined
}

export interface HlsPlayback {
  /** Index into the heights, or -1 for automatic. Takes effect at the next segment, without a gap. */
  setLevel(index: number): void
  destroy(): void
}

const MEDIA_RECOVERIES_MAX = 2
const NETWORK_RECOVERIES_MAX = 3
const AGAIN_MS_MIN = 1000
const AGAIN_MS_MAX = 8000
const SLOW_LINE_BPS = 700_000
const SAVE_DATA_HEIGHT_MAX = 480

export function isHlsSupported(): boolean {
  return Hls.isSupported()
}

/** @param connection What the browser says of the line, where it says anything. */
export function hlsConfig(
  source: PlayerSource,
  connection: Pick<Connection, 'downlink'> | undefined
): Partial<HlsConfig> {
  return {
    // No worker: fragmented MP4 needs no repackaging.
    enableWorker: false,
    capLevelToPlayerSize: true,
    // A guess from the line instead of a first segment thrown away for measuring.
    testBandwidth: false,
    abrEwmaDefaultEstimate: connection?.downlink ? connection.downlink * 800_000 : SLOW_LINE_BPS,
    // A playlist that still grows is read from its beginning, not from its live edge.
    startPosition: source.startSeconds,
    liveDurationInfinity: false,
    liveSyncDurationCount: 1,
    maxBufferLength: 20,
    maxMaxBufferLength: 60,
    backBufferLength: 60,
    xhrSetup: (request, url) => request.open('GET', authorise(url, source.mediaQuery), true)
  }
}

export function attachHls(video: HTMLVideoElement, source: PlayerSource, options: HlsOptions): HlsPlayback {
  const connection = connectionOf(navigator)
  const { fragmentLoader, ...events } = options
  const hls = new Hls({ ...hlsConfig(source, connection), ...(fragmentLoader && { fLoader: fragmentLoader }) })

  events.onTap?.(tapHls(hls, { onSegment: bytes => events.onServerBytes?.(bytes) }))
  hls.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => {
    const heights = levels.map(level => level.height)
    if (connection?.saveData) {
      hls.autoLevelCapping = Math.max(
        0,
        heights.findLastIndex(height => height <= SAVE_DATA_HEIGHT_MAX)
      )
    }
    events.onLevels(heights)
  })
  hls.on(Hls.Events.LEVEL_SWITCHED, (_event, { level }) => events.onLevel(hls.levels[level]?.height ?? 0))
  hls.on(Hls.Events.ERROR, faultHandler(hls, events))
  hls.loadSource(source.playlistUrl ?? '')
  hls.attachMedia(video)

  return {
    setLevel: index => {
      hls.nextLevel = index
    },
    destroy: () => hls.destroy()
  }
}

/** A few tries by itself, then a fault for the viewer; but a film that has begun outlasts a server that is away. */
function faultHandler(hls: Hls, events: HlsEvents) {
  let mediaRecoveries = 0
  let networkRecoveries = 0
  const comeBack = goOnWhenBack(hls)
  return (_event: string, { fatal, type, response }: ErrorData) => {
    if (!fatal) return
    const isRefused = response?.code === 401 || response?.code === 403
    if (type === Hls.ErrorTypes.MEDIA_ERROR && mediaRecoveries++ < MEDIA_RECOVERIES_MAX) hls.recoverMediaError()
    else if (type === Hls.ErrorTypes.MEDIA_ERROR) events.onFault('media')
    else if (isRefused) events.onFault('refused')
    else if (type === Hls.ErrorTypes.NETWORK_ERROR && !isAnswer(response?.code) && comeBack()) return
    else if (
      type === Hls.ErrorTypes.NETWORK_ERROR &&
      hls.levels.length > 0 &&
      networkRecoveries++ < NETWORK_RECOVERIES_MAX
    )
      hls.startLoad()
    else if (response?.code === 404 || response?.code === 410) events.onFault('refused')
    else events.onFault(type === Hls.ErrorTypes.NETWORK_ERROR ? 'network' : 'media')
  }
}

/** Of the server about this film; what a proxy says in place of a server that is away (5xx) is none. */
const isAnswer = (code = 0) => code >= 400 && code < 500

/**
 * hls.js gives up at once where nothing answers at all: it cannot tell that from an address it may not ask.
 *
 * @returns Tries again before long, and longer each time. False where nothing has played yet: whoever waits for the
 * beginning is told.
 */
function goOnWhenBack(hls: Hls): () => boolean {
  let hasBegun = false
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    hasBegun = true
    tries = 0
  })
  hls.on(Hls.Events.DESTROYING, () => clearTimeout(timer))
  return () => {
    clearTimeout(timer)
    if (hasBegun) timer = setTimeout(() => hls.startLoad(), Math.min(AGAIN_MS_MIN * 2 ** tries++, AGAIN_MS_MAX))
    return hasBegun
  }
}
