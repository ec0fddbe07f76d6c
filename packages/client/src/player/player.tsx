import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../i18n/i18n.ts'
import type { PlayerController } from './controller.ts'
import { SharingPanel, SharingQuestion } from './p2p/sharing-panel.tsx'
import { useSharing } from './p2p/use-sharing.ts'
import { PlayerBar } from './player-bar.tsx'
import { authorise, type PlayerSource, startingAt } from './source.ts'
import { usePlayer } from './use-player.ts'
import { followViewing, makeSessionId, sendTo } from './views.ts'

interface Props {
  readonly controller: PlayerController
  /** Quality and weight under the picture; an embed has no room for them before play. */
  readonly hasBar: boolean
}

export function Player({ controller, hasBar }: Props) {
  const { t, duration } = useI18n()
  const { source } = controller
  const video = useRef<HTMLVideoElement>(null)
  const sharing = useSharing(source, () => video.current?.videoHeight ?? 0)
  const phase = usePlayer(controller, state => state.phase)
  const fault = usePlayer(controller, state => state.fault)
  const heights = usePlayer(controller, state => state.heights)
  const height = usePlayer(controller, state => state.height)
  const quality = usePlayer(controller, state => state.quality)
  const play = () => controller.play()
  useEffect(
    () => controller.mount(video.current!, { onTap: sharing.attach, onServerBytes: sharing.onServerBytes }),
    [controller, sharing.attach, sharing.onServerBytes]
  )
  useViews(source, video)

  // The pressed button is gone: the keyboard goes on from the video's own controls.
  useEffect(() => {
    if (phase === 'open') video.current?.focus()
  }, [phase])

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
          controls={phase === 'plain' || phase === 'open'}
          playsInline
        >
          {phase === 'plain' && <Sources source={source} />}
          <Captions source={source} />
        </video>
        {phase === 'ready' && (
          <button class="player-start" type="button" onClick={play}>
            <span class="unseen">{t('player.play', { name: source.name })}</span>
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
            <button class="button" type="button" onClick={play}>
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
              current={height}
              level={quality}
              onLevel={index => controller.setQuality(index)}
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
