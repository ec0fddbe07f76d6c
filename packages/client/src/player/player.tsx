import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useI18n } from '../i18n/i18n.ts'
import { type PlaybackFault, startPlayback } from './engine.ts'
import type { HlsPlayback } from './hls.ts'
import { SharingPanel, SharingQuestion } from './p2p/sharing-panel.tsx'
import { type UsedSharing, useSharing } from './p2p/use-sharing.ts'
import { PlayerBar } from './player-bar.tsx'
import { authorise, type PlayerSource, startingAt } from './source.ts'
import { followViewing, makeSessionId, sendTo } from './views.ts'

/**
 * `plain`: what the server wrote; the browser's own controls, which work without JavaScript.
 * `ready`: JavaScript runs and waits for the viewer; nothing was fetched.
 */
type Phase = 'plain' | 'ready' | 'loading' | 'playing' | 'failed'

interface Props {
  readonly source: PlayerSource
  /** Quality and weight under the picture; an embed has no room for them before play. */
  readonly hasBar: boolean
}

export function Player({ source, hasBar }: Props) {
  const { t, duration } = useI18n()
  const video = useRef<HTMLVideoElement>(null)
  const sharing = useSharing(source, () => video.current?.videoHeight ?? 0)
  const { phase, fault, heights, current, level, play, setLevel } = usePlayback(source, video, sharing)
  useViews(source, video)

  return (
    <section class="player" aria-label={t('player.region')} aria-busy={phase === 'loading'}>
      <div class="player-frame">
        {/* biome-ignore lint/a11y/useMediaCaption: those there are, below */}
        <video
          ref={video}
          class="player-video"
          width={source.width}
          height={source.height}
          poster={source.posterUrl}
          preload="none"
          controls={phase === 'plain' || phase === 'playing'}
          playsInline
        >
          {phase === 'plain' && <Sources source={source} />}
          <Captions source={source} />
        </video>
        {phase === 'ready' && (
          <button
            class="player-start"
            type="button"
            aria-label={t('player.play', { name: source.name })}
            onClick={() => play()}
          >
            <svg class="player-start-icon" width="88" height="88" viewBox="0 0 88 88" aria-hidden="true">
              <circle cx="44" cy="44" r="42" />
              <path d="M35 27v34l28-17z" />
            </svg>
            <span class="player-length">{duration(source.durationSeconds)}</span>
          </button>
        )}
        {phase === 'loading' && (
          <p class="player-message" role="status">
            {t('player.loading')}
          </p>
        )}
        {phase === 'failed' && fault && (
          <div class="player-message" role="alert">
            <p>{t(`player.error.${fault}`)}</p>
            <button class="button" type="button" onClick={() => play()}>
              {t('player.retry')}
            </button>
          </div>
        )}
      </div>
      {sharing.state && <SharingQuestion state={sharing.state} onChoose={sharing.choose} />}
      {(hasBar || sharing.state) && (
        <div class="player-foot">
          {sharing.state && <SharingPanel state={sharing.state} onChoose={sharing.choose} />}
          {hasBar && (
            <PlayerBar
              renditions={source.renditions}
              heights={heights}
              current={current}
              level={level}
              onLevel={setLevel}
            />
          )}
        </div>
      )}
    </section>
  )
}

/** A whole file first: every browser plays it, where only some play HLS by themselves. */
function Sources({ source }: { source: PlayerSource }) {
  const { fileUrl, playlistUrl, mediaQuery, startSeconds } = source
  const address = (url: string) => startingAt(authorise(url, mediaQuery), startSeconds)
  return (
    <>
      {fileUrl && <source src={address(fileUrl)} type="video/mp4" />}
      {playlistUrl && <source src={address(playlistUrl)} type="application/vnd.apple.mpegurl" />}
    </>
  )
}

/** Fetched when the viewer turns them on. */
function Captions({ source: { captions, mediaQuery } }: { source: PlayerSource }) {
  return (
    <>
      {captions.map(({ language, label, url }) => (
        <track key={language} kind="captions" src={authorise(url, mediaQuery)} srclang={language} label={label} />
      ))}
    </>
  )
}

function useViews(source: PlayerSource, video: { readonly current: HTMLVideoElement | null }) {
  useEffect(() => {
    if (!video.current) return
    const url = authorise(source.viewsUrl, source.mediaQuery)
    const end = followViewing(video.current, sendTo(url, makeSessionId()))
    addEventListener('pagehide', end)
    return () => {
      removeEventListener('pagehide', end)
      end()
    }
  }, [source, video])
}

function usePlayback(
  source: PlayerSource,
  video: { readonly current: HTMLVideoElement | null },
  { attach, onServerBytes }: UsedSharing
) {
  const [phase, setPhase] = useState<Phase>('plain')
  const [fault, setFault] = useState<PlaybackFault | null>(null)
  const [heights, setHeights] = useState<readonly number[]>([])
  const [current, setCurrent] = useState(0)
  const [level, chooseLevel] = useState(-1)
  const playback = useRef<HlsPlayback | null>(null)

  useEffect(() => {
    // A viewer who was faster than this code keeps what already plays.
    if (video.current?.paused !== false) setPhase('ready')
    return () => playback.current?.destroy()
  }, [video])

  // The pressed button is gone: the keyboard goes on from the video's own controls.
  useEffect(() => {
    if (phase === 'playing') video.current?.focus()
  }, [phase, video])

  const fail = useCallback((reason: PlaybackFault) => {
    setFault(reason)
    setPhase('failed')
  }, [])

  const play = async () => {
    const element = video.current
    if (!element) return
    playback.current?.destroy()
    setPhase('loading')
    element.addEventListener('loadeddata', () => setPhase('playing'), { once: true })
    try {
      playback.current = await startPlayback(element, source, {
        onLevels: setHeights,
        onLevel: setCurrent,
        onFault: fail,
        onTap: attach,
        onServerBytes
      })
    } catch {
      // The player's own code could not be fetched.
      fail('network')
    }
  }

  const setLevel = (index: number) => {
    chooseLevel(index)
    playback.current?.setLevel(index)
  }

  return { phase, fault, heights, current, level, play, setLevel }
}
