/**
 * The one door to a player: its own controls, a transcript beside it and a page that embeds it command it and hear of
 * it here. Made before the player is on the page; commands that come earlier count once it is.
 */
import { type PlaybackFault, startPlayback } from './engine.ts'
import type { HlsEvents, HlsPlayback } from './hls.ts'
import { followMedia, showTrack } from './media.ts'
import { readPreferences } from './preferences.ts'
import type { PlayerSource } from './source.ts'

export interface PlayerState {
  /**
   * `plain`: what the server wrote, with the browser's own controls. `ready`: waits for a press on play, and has fetched
   * nothing. `open`: there is a picture, whether it moves or not.
   */
  readonly phase: 'plain' | 'ready' | 'loading' | 'open' | 'failed'
  readonly fault: PlaybackFault | null
  readonly isPaused: boolean
  readonly isEnded: boolean
  /** Stopped for want of data. */
  readonly isWaiting: boolean
  readonly seconds: number
  /** Of what can be watched: grows while the video is still prepared. */
  readonly durationSeconds: number
  /** 0 to 1. */
  readonly volume: number
  readonly isMuted: boolean
  /** 1 as filmed. */
  readonly rate: number
  /** Language of the captions shown; null when there are none. */
  readonly captions: string | null
  /** What can be chosen, from low to high; empty where the browser chooses by itself. */
  readonly heights: readonly number[]
  /** On screen now; 0 when unknown. */
  readonly height: number
  /** Chosen place in `heights`; -1 is automatic. */
  readonly quality: number
  /** Only the sound is wanted, and the lightest picture fetched. */
  readonly isListening: boolean
}

export interface PlayerController {
  readonly source: PlayerSource
  state(): PlayerState
  /** @returns Ends it. Called after every change, several times a second while the video plays. */
  subscribe(listener: () => void): () => void
  /** Null before the player is on the page, and once it is gone. */
  video(): HTMLVideoElement | null
  /** Begins or goes on. The first call has to come from the viewer's own gesture, or the browser may refuse it. */
  play(): void
  pause(): void
  /** Before play, it begins there. */
  seek(seconds: number): void
  setVolume(volume: number): void
  setMuted(isMuted: boolean): void
  setRate(rate: number): void
  setCaptions(language: string | null): void
  setQuality(index: number): void
  setListening(isListening: boolean): void
  /** For the player itself. @returns Leaves the page. */
  mount(video: HTMLVideoElement, hooks: PlaybackHooks): () => void
}

export type PlaybackHooks = Pick<HlsEvents, 'onTap' | 'onServerBytes'>

const RATE_MIN = 0.25
const RATE_MAX = 3

export function createController(source: PlayerSource): PlayerController {
  const listeners = new Set<() => void>()
  const first = initialState(source)
  let state = first
  let video: HTMLVideoElement | null = null
  let hooks: PlaybackHooks = {}
  let playback: HlsPlayback | null = null

  const update = (patch: Partial<PlayerState>) => {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }
  const fail = (fault: PlaybackFault) => update({ phase: 'failed', fault, isWaiting: false })
  const useLevel = () => playback?.setLevel(state.isListening ? 0 : state.quality)

  async function begin(element: HTMLVideoElement) {
    const { seconds } = state
    playback?.destroy()
    update({ phase: 'loading', fault: null, isEnded: false })
    element.defaultPlaybackRate = state.rate
    try {
      playback = await startPlayback(
        element,
        { ...source, startSeconds: seconds },
        {
          ...hooks,
          onLevels: heights => update({ heights }),
          onLevel: height => update({ height }),
          onFault: fail
        }
      )
      if (state.quality >= 0 || state.isListening) useLevel()
    } catch {
      // The player's own code could not be fetched.
      fail('network')
    }
  }

  return {
    source,
    state: () => state,
    video: () => video,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    play() {
      if (!video || state.phase === 'loading') return
      // A refusal to play only means that the browser wants one more press.
      if (state.phase === 'open' || state.phase === 'plain') video.play().catch(() => undefined)
      else void begin(video)
    },
    pause: () => video?.pause(),
    seek(seconds) {
      const within = Math.min(Math.max(0, seconds), state.durationSeconds)
      if (video && (state.phase === 'open' || state.phase === 'plain')) video.currentTime = within
      update({ seconds: within, isEnded: false })
    },
    setVolume(volume) {
      const within = Math.min(Math.max(0, volume), 1)
      if (video) video.volume = within
      update({ volume: within })
    },
    setMuted(isMuted) {
      if (video) video.muted = isMuted
      update({ isMuted })
    },
    setRate(rate) {
      const within = Math.min(Math.max(RATE_MIN, rate), RATE_MAX)
      if (video) video.playbackRate = within
      update({ rate: within })
    },
    setCaptions(language) {
      const captions = source.captions.some(known => known.language === language) ? language : null
      if (video) showTrack(video, captions)
      update({ captions })
    },
    setQuality(quality) {
      update({ quality, isListening: false })
      useLevel()
    },
    setListening(isListening) {
      update({ isListening })
      useLevel()
    },
    mount(element, given) {
      video = element
      hooks = given
      if (state === first) state = { ...state, ...preferred(source) }
      const leave = followMedia(element, () => state, update)
      element.volume = state.volume
      element.muted = state.isMuted
      // A viewer who was faster than this code keeps what already plays.
      if (element.paused) {
        showTrack(element, state.captions)
        update({ phase: 'ready' })
      }
      return () => {
        leave()
        playback?.destroy()
        playback = null
        video = null
      }
    }
  }
}

function preferred({ captions }: PlayerSource): Partial<PlayerState> {
  const { volume, isMuted, captions: language } = readPreferences()
  return { volume, isMuted, captions: captions.some(known => known.language === language) ? language : null }
}

function initialState({ startSeconds, durationSeconds }: PlayerSource): PlayerState {
  return {
    phase: 'plain',
    fault: null,
    isPaused: true,
    isEnded: false,
    isWaiting: false,
    seconds: startSeconds,
    durationSeconds,
    volume: 1,
    isMuted: false,
    rate: 1,
    captions: null,
    heights: [],
    height: 0,
    quality: -1,
    isListening: false
  }
}
