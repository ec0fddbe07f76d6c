import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

const IDLE_MS = 2500

export interface Idle {
  readonly isIdle: boolean
  /** Shows the controls, for a while. */
  stir(): void
  hide(): void
}

/**
 * Whether nobody asks for the controls. They stay as long as the keyboard is in them, whatever time passes; a mouse
 * that merely pressed one of them does not keep them.
 *
 * @param isHeld They stay anyway: paused, or a menu is open.
 */
export function useIdle(frame: RefObject<HTMLElement | null>, isHeld: boolean): Idle {
  const [isIdle, setIsIdle] = useState(false)
  const held = useRef(isHeld)
  held.current = isHeld
  const idle = useRef<Idle>({ isIdle: false, stir() {}, hide() {} })

  useEffect(() => {
    const element = frame.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const isAsked = () => held.current || element.querySelector(':focus-visible') !== null
    const rest = () => {
      if (isAsked()) stir()
      else setIsIdle(true)
    }
    const stir = () => {
      setIsIdle(false)
      clearTimeout(timer)
      timer = setTimeout(rest, IDLE_MS)
    }
    const hide = () => {
      if (!isAsked()) setIsIdle(true)
    }
    const leave = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') hide()
    }
    idle.current = { isIdle: false, stir, hide }
    const stirring = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const event of stirring) element.addEventListener(event, stir)
    element.addEventListener('pointerleave', leave)
    stir()
    return () => {
      clearTimeout(timer)
      for (const event of stirring) element.removeEventListener(event, stir)
      element.removeEventListener('pointerleave', leave)
    }
  }, [frame])

  return { ...idle.current, isIdle: isIdle && !isHeld }
}
