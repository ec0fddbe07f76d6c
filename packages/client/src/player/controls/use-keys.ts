import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { type Command, commandFor, goesOn, placeOfKey } from './shortcuts.ts'

/** Keys of the whole page, as long as the viewer wants them; where nothing is being written. */
export function useKeys(
  frame: RefObject<HTMLElement | null>,
  { isOn, run, stir }: { readonly isOn: boolean; run(command: Command): void; stir(): void }
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const element = frame.current
      if (!isOn || event.defaultPrevented || !element) return
      const command = commandFor(event, placeOfKey(document.activeElement, element))
      if (!command) return
      event.preventDefault()
      if (event.repeat && !goesOn(command)) return
      stir()
      run(command)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [frame, isOn, run, stir])
}
