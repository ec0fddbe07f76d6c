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

/**
 * What lies over the picture: a mouse that presses it plays or pauses, a finger shows or hides the controls. Keyboards
 * and screen readers have the buttons for that.
 */
export function Picture({ controller, actions, idle, onFullscreen, onPress }: Props) {
  const { t } = useI18n()
  const { posterUrl } = controller.source
  const isEnded = usePlayer(controller, state => state.isEnded)
  const isListening = usePlayer(controller, state => state.isListening)
  const isWaiting = useLasting(usePlayer(controller, state => state.isWaiting))
  const wasIdle = useRef(false)

  const press = (event: PointerEvent) => {
    onPress()
    if (event.button !== 0) return
    if (event.pointerType === 'mouse') actions.toggle()
    else if (!wasIdle.current) idle.hide()
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
        onDblClick={onFullscreen}
      />
      {isListening && (
        <button class="button player-show" type="button" onClick={() => controller.setListening(false)}>
          {t('player.showPicture')}
        </button>
      )}
      {isWaiting && !isEnded && <p class="player-waiting">{t('player.waiting')}</p>}
      {isEnded && (
        <button class="player-replay" type="button" onClick={() => controller.play()}>
          <Icon name="replay" /> {t('player.replay')}
        </button>
      )}
    </>
  )
}

function useLasting(is: boolean): boolean {
  const [has, setHas] = useState(false)
  useEffect(() => {
    if (!is) return setHas(false)
    const timer = setTimeout(() => setHas(true), WAITING_MS)
    return () => clearTimeout(timer)
  }, [is])
  return has
}
