import { useEffect, useRef } from 'preact/hooks'
import { useI18n } from '../i18n/i18n.ts'
import type { PlayerController } from './controller.ts'
import type { PlaybackFault } from './engine.ts'
import { SharingPanel, SharingQuestion } from './p2p/sharing-panel.tsx'
import { useSharing } from './p2p/use-sharing.ts'
import { authorise, type PlayerSource, startingAt } from './source.ts'
import { Start } from './start.tsx'
import { useControls } from './use-controls.ts'
import { usePlace } from './use-place.ts'
import { usePlayer } from './use-player.ts'
import { followShown, followViewing, makeSessionId, sendTo } from './views.ts'

interface Props {
  readonly controller: PlayerController
  /**
   * What watching costs in data, under the picture: in the server's words, because a slow telephone takes long to learn
   * how a language writes its units. Null where there is no room for it.
   */
  readonly weight: string | null
}

export function Player({ controller, weight }: Props) {
  const { t } = useI18n()
  const { source } = controller
  const video = useRef<HTMLVideoElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  /** What the viewer pressed gives way to the controls, and so does the keyboard. */
  const wasPressed = useRef(false)
  const { attach, onServerBytes, ...sharing } = useSharing(source, () => video.current?.videoHeight ?? 0)
  const phase = usePlayer(controller, state => state.phase)
  const fault = usePlayer(controller, state => state.fault)
  const place = usePlace(controller)
  const Controls = useControls(controller)
  useEffect(
    () => controller.mount(video.current!, { onTap: attach, onServerBytes }),
    [controller, attach, onServerBytes]
  )
  useViews(source, video)

  const press = (seconds?: number) => {
    wasPressed.current = true
    if (seconds !== undefined) controller.seek(seconds)
    controller.play()
  }

  return (
    <section class="player" aria-label={t('player.region')} aria-busy={phase === 'loading'}>
      <div ref={frame} class="player-frame">
        {/* biome-ignore lint/a11y/useMediaCaption: those there are, below */}
        <video
          ref={video}
          class="player-video"
          width={source.width}
          height={source.height}
          poster={source.posterUrl}
          preload="none"
          controls={phase === 'plain' || (phase === 'open' && Controls === 'failed')}
          playsInline
        >
          {phase === 'plain' && <Sources source={source} />}
          <Captions source={source} />
        </video>
        {phase === 'ready' && <Start source={source} place={place} onStart={press} />}
        {phase === 'loading' && (
          <p class="player-message" role="status">
            {t('player.loading')}
          </p>
        )}
        {phase === 'open' && Controls && Controls !== 'failed' && (
          <Controls
            controller={controller}
            frame={frame}
            takesFocus={wasPressed.current && isNowhere(document.activeElement)}
          />
        )}
        {phase === 'failed' && fault && <Fault fault={fault} onRetry={press} />}
      </div>
      {sharing.state && <SharingQuestion state={sharing.state} onChoose={sharing.choose} />}
      {(weight || sharing.state) && (
        <div class="player-foot">
          {sharing.state && <SharingPanel state={sharing.state} onChoose={sharing.choose} />}
          {weight && <p class="player-weight quiet">{weight}</p>}
        </div>
      )}
    </section>
  )
}

const isNowhere = (focused: Element | null) => focused === null || focused === document.body

function Fault({ fault, onRetry }: { readonly fault: PlaybackFault; onRetry(): void }) {
  const { t } = useI18n()
  const retry = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isNowhere(document.activeElement)) retry.current?.focus()
  }, [])
  // What the page knows of the video no longer holds then.
  const isRefused = fault === 'refused'
  return (
    <div class="player-message" role="alert">
      <p>{t(`player.error.${fault}`)}</p>
      <button ref={retry} class="button" type="button" onClick={() => (isRefused ? location.reload() : onRetry())}>
        {t(isRefused ? 'player.reload' : 'player.retry')}
      </button>
    </div>
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
    const element = video.current
    if (!element) return
    const url = authorise(source.viewsUrl, source.mediaQuery)
    const send = sendTo(url, makeSessionId())
    return followShown(window, () => followViewing(element, send))
  }, [source, video])
}
