/** The player's own controls, loaded when a viewer presses play. */
import './controls.css'
import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useI18n } from '../../i18n/i18n.ts'
import type { PlayerController } from '../controller.ts'
import { forgetPlaces } from '../places.ts'
import { type Preferences, readPreferences, rememberPreferences } from '../preferences.ts'
import { usePlayer } from '../use-player.ts'
import { createActions } from './actions.ts'
import { Bar } from './bar.tsx'
import { CaptionView } from './caption-view.tsx'
import { takeMediaSession } from './media-session.ts'
import { Menu, type Panel } from './menu.tsx'
import { Picture } from './picture.tsx'
import { toggleFullscreen } from './screen.ts'
import { SeekBar } from './seek-bar.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useIdle } from './use-idle.ts'
import { useKeys } from './use-keys.ts'
import { useSaying } from './use-saying.ts'

export interface ControlsProps {
  readonly controller: PlayerController
  /** Holds the picture and these controls; fills the screen. */
  readonly frame: RefObject<HTMLElement | null>
  /** The keyboard was on what they take the place of. */
  readonly takesFocus: boolean
}

export function Controls({ controller, frame, takesFocus }: ControlsProps) {
  const i18n = useI18n()
  const [panel, setPanel] = useState<Panel | null>(null)
  const [isHelping, setIsHelping] = useState(false)
  const [preferences, setPreferences] = useState<Preferences>(readPreferences)
  const isPaused = usePlayer(controller, state => state.isPaused)
  const { said, say } = useSaying()
  const idle = useIdle(frame, isPaused || panel !== null || isHelping)
  const opener = useRef<HTMLElement | null>(null)
  const bar = useRef<HTMLDivElement>(null)

  const fill = () => toggleFullscreen(frame.current!, controller.video()!)
  const actions = useMemo(
    () => createActions({ controller, i18n, say, toggleFullscreen: fill, showHelp: () => setIsHelping(true) }),
    [controller, i18n]
  )
  useKeys(frame, { isOn: preferences.hasShortcuts && !isHelping, run: actions.run, stir: idle.stir })
  useEffect(() => takeMediaSession(controller), [controller])
  useEffect(() => {
    if (takesFocus) bar.current?.querySelector<HTMLElement>('.player-toggle')?.focus({ preventScroll: true })
  }, [])

  const open = (next: Panel | null) => {
    if (panel === null) opener.current = document.activeElement as HTMLElement
    setPanel(next)
    // Whoever closes it goes on where they opened it.
    if (next === null) opener.current?.focus({ preventScroll: true })
  }
  const change = (part: Partial<Preferences>) => {
    rememberPreferences(part)
    if (part.keepsPlace === false) forgetPlaces()
    setPreferences(readPreferences())
  }

  return (
    <div class={`player-over ${idle.isIdle ? 'is-idle' : ''}`}>
      <Picture
        controller={controller}
        idle={idle}
        actions={actions}
        onFullscreen={fill}
        onPress={() => setPanel(null)}
      />
      <CaptionView controller={controller} style={preferences} />
      <p class="player-said" role="status">
        {said}
      </p>
      {panel && (
        <Menu
          controller={controller}
          actions={actions}
          panel={panel}
          preferences={preferences}
          onPanel={setPanel}
          onPreferences={change}
          onHelp={() => {
            open(null)
            setIsHelping(true)
          }}
          onClose={() => open(null)}
        />
      )}
      <div ref={bar} class="player-controls">
        <SeekBar controller={controller} />
        <Bar controller={controller} actions={actions} panel={panel} onPanel={open} onFullscreen={fill} />
      </div>
      {isHelping && (
        <ShortcutsDialog
          hasShortcuts={preferences.hasShortcuts}
          onShortcuts={hasShortcuts => change({ hasShortcuts })}
          onClose={() => setIsHelping(false)}
        />
      )}
    </div>
  )
}
