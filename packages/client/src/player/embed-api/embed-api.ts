/**
 * PeerTube's embed API (@peertube/embed-api): the page around an embed steers the player and hears of it.
 *
 * That page is a stranger. It may do what a visitor's hand does to the film, and nothing that lasts: nothing is
 * remembered of what it asks, it cannot consent to sharing in the viewer's place, and it gets no picture of a film that
 * is not for everybody.
 */
import type { PlayerController, PlayerState } from '../controller.ts'
import { RATES } from '../controls/actions.ts'
import { type Channel, type Methods, openChannel, type Port, Refusal } from './channel.ts'

const TOLD_EVERY_MS = 500
const AUTOMATIC = -1

type Status = 'unstarted' | 'playing' | 'paused' | 'ended'

export interface EmbedApi {
  /** Another film of the playlist takes the place of the one before. */
  show(controller: PlayerController): void
  end(): void
}

export interface EmbedApiOptions {
  readonly scope: string
  /** Place of the film in the playlist, from 1. */
  position?(): number
  /** Plays the film beside this one, if there is one. */
  open?(rel: 'next' | 'prev'): void
}

export function serveEmbedApi(first: PlayerController, port: Port, options: EmbedApiOptions): EmbedApi {
  let film = first
  const channel = openChannel(
    port,
    options.scope,
    methodsOf(() => film, options)
  )
  let silence = tell(film, channel)
  channel.notify('ready', true)
  return {
    show(controller) {
      silence()
      film = controller
      silence = tell(film, channel)
      channel.notify('playbackStatusChange', statusOf(film.state()))
    },
    end() {
      silence()
      channel.close()
    }
  }
}

function methodsOf(film: () => PlayerController, { position, open }: EmbedApiOptions): Methods {
  const state = () => film().state()
  return {
    isReady: () => true,
    isPlaying: () => statusOf(state()) === 'playing',
    play: () => film().play(),
    pause: () => film().pause(),
    seek: seconds => film().seek(numberIn(seconds)),
    getCurrentTime: () => state().seconds,
    setVolume: volume => film().setVolume(numberIn(volume)),
    getVolume: () => state().volume,
    getPlaybackRates: () => RATES,
    getPlaybackRate: () => state().rate,
    setPlaybackRate: rate => film().setRate(numberIn(rate)),
    getResolutions: () => resolutionsOf(state(), film().source.renditions),
    setResolution: id => {
      const quality = numberIn(id)
      if (quality !== AUTOMATIC && state().heights[quality] === undefined) throw new Refusal('No such resolution.')
      film().setQuality(quality)
    },
    getCaptions: () =>
      film().source.captions.map(({ language, label, url }) => ({
        id: language,
        label,
        src: url,
        mode: language === state().captions ? 'showing' : 'disabled'
      })),
    setCaption: language => film().setCaptions(typeof language === 'string' ? language : null),
    getImageDataUrl: () => picture(film()),
    getCurrentPosition: () => position?.() ?? 1,
    playNextVideo: () => open?.('next'),
    playPreviousVideo: () => open?.('prev'),
    setVideoPassword: () => {
      throw new Refusal('The film is open.')
    }
  }
}

function tell({ state, subscribe, source }: PlayerController, { notify }: Channel): () => void {
  let known = state()
  const end = subscribe(() => {
    const before = known
    known = state()
    const status = statusOf(known)
    if (status !== statusOf(before)) {
      notify('playbackStatusChange', status)
      if (status === 'playing') notify('play', null)
      if (status === 'paused') notify('pause', null)
    }
    if (known.volume !== before.volume || known.isMuted !== before.isMuted) {
      notify('volumeChange', { volume: known.volume, muted: known.isMuted })
    }
    if (known.heights !== before.heights || known.height !== before.height || known.quality !== before.quality) {
      notify('resolutionUpdate', resolutionsOf(known, source.renditions))
    }
  })
  const timer = setInterval(() => {
    if (known.phase !== 'open') return
    const { seconds, volume, durationSeconds } = known
    notify('playbackStatusUpdate', {
      position: seconds,
      volume,
      // In words, as PeerTube says it.
      duration: String(durationSeconds),
      playbackState: statusOf(known)
    })
  }, TOLD_EVERY_MS)
  return () => {
    end()
    clearInterval(timer)
  }
}

export function statusOf({ phase, isPaused, isEnded }: Pick<PlayerState, 'phase' | 'isPaused' | 'isEnded'>): Status {
  if (phase !== 'open') return 'unstarted'
  if (isEnded) return 'ended'
  return isPaused ? 'paused' : 'playing'
}

/** As PeerTube lists them: the best first, the automatic choice last. */
export function resolutionsOf(
  { heights, height, quality }: Pick<PlayerState, 'heights' | 'height' | 'quality'>,
  renditions: readonly { readonly height: number; readonly label: string }[]
) {
  if (heights.length === 0) return []
  const listed = heights.map((lines, id) => ({
    id,
    label: renditions.find(rendition => rendition.height === lines)?.label ?? `${lines}p`,
    height: lines,
    active: id === quality
  }))
  const automatic = { id: AUTOMATIC, label: 'Auto', height, active: quality === AUTOMATIC }
  return [...listed.toReversed(), automatic]
}

function numberIn(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refusal('A number is wanted.')
  return value
}

/** @returns A JPEG, as a data URL. */
function picture(controller: PlayerController): string {
  const video = controller.video()
  if (controller.source.mediaQuery) throw new Refusal('This film is not for everybody.')
  if (!video || video.videoWidth === 0) throw new Refusal('There is no picture yet.')
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight })
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return canvas.toDataURL('image/jpeg')
}
