import { useMemo, useState } from 'preact/hooks'

const SHOWN_MS = 1600

/** What just happened, for a moment. */
export function useSaying(): { readonly said: string; say(text: string): void } {
  const [said, setSaid] = useState('')
  const say = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    return (text: string) => {
      setSaid(text)
      clearTimeout(timer)
      timer = setTimeout(() => setSaid(''), SHOWN_MS)
    }
  }, [])
  return { said, say }
}
