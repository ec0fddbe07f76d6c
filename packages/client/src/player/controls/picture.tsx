import { useEffect, useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { usePlayer } from '../use-player.ts'
import type { Actions } from './actions.ts'
import { Icon } from './icon.tsx'
import type { Idle } from './use-idle.ts'

interface Props {
  readonly controller: PlayerController
  readonly actions: Actions
  readonly idle: Idle
  onFullscreen(): void
  onPress(): void
}

/** Waiting is only worth a word when it lasts. */
const WAITING_MS = 500
/** hls.js tries on for minutes; whoever watches is to know what they can do. */
const STUCK_MS = 8000
const DOUBLE_TAP_MS = 350
const TAP_SECONDS = 10
const NO_TAP: { readonly side: -1 | 0 | 1; readonly at: number } = { side: 0, at: Number.NEGATIVE_INFINITY }

/**
 * What lies over the picture: a mouse that presses it plays or pauses, a finger shows or hides the controls, and twice
 * on a side goes back or on. Keyboards and screen readers have the buttons for that.
 */
export function Picture({ controller, actions, idle, onFullscreen, onPress }: Props) {
  const { t } = useI18n()
  const { posterUrl } = controller.source
  const isEnded = usePlayer(controller, state => state.isEnded)
  const isListening = usePlayer(controller, state => state.isListening)
  const isWaitingNow = usePlayer(controller, state => state.isWaiting)
  const isWaiting = useLasting(isWaitingNow, WAITING_MS)
  const isStuck = useLasting(isWaitingNow, STUCK_MS)
  const wasIdle = useRef(false)
  const lastTap = useRef(NO_TAP)

  const press = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    onPress()
    if (event.button !== 0) return
    const isMouse = event.pointerType === 'mouse'
    const tap = { side: isMouse ? (0 as const) : sideOf(event), at: event.timeStamp }
    const isAgain = tap.side === lastTap.current.side && tap.at - lastTap.current.at < DOUBLE_TAP_MS
    lastTap.current = tap
    if (isMouse) actions.toggle()
    else if (isAgain && tap.side !== 0) {
      idle.stir()
      actions.run({ act: 'jump', seconds: tap.side * TAP_SECONDS })
    } else if (!wasIdle.current) idle.hide()
  }

  return (
    <>
      {isListening && (
        <div class="player-listening">
          <img src={posterUrl} alt="" />
          <p>{t('player.listening')}</p>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for pointers; buttons do the same */}
      <div
        class="player-surface"
        onPointerDown={() => {
          wasIdle.current = idle.isIdle
        }}
        onPointerUp={press}
        onDblClick={() => {
          if (lastTap.current.side === 0) onFullscreen()
        }}
      />
      {isListening && (
        <button class="button player-show" type="button" onClick={() => controller.setListening(false)}>
          {t('player.showPicture')}
        </button>
      )}
      <div role="status">
        {isWaiting && !isEnded && <p class="player-waiting">{t(isStuck ? 'player.waitingLong' : 'player.waiting')}</p>}
      </div>
      {isEnded && (
        <button class="player-replay" type="button" onClick={() => controller.play()}>
          <Icon name="replay" /> {t('player.replay')}
        </button>
      )}
    </>
  )
}

/** The left third of the picture, the middle or the right third. */
function sideOf({ clientX, currentTarget }: PointerEvent & { readonly currentTarget: HTMLElement }): -1 | 0 | 1 {
  const { left, width } = currentTarget.getBoundingClientRect()
  const share = (clientX - left) / width
  if (share < 1 / 3) return -1
  return share > 2 / 3 ? 1 : 0
}

function useLasting(is: boolean, ms: number): boolean {
  const [has, setHas] = useState(false)
  useEffect(() => {
    if (!is) return setHas(false)
    const timer = setTimeout(() => setHas(true), ms)
    return () => clearTimeout(timer)
  }, [is])
  return has
}
