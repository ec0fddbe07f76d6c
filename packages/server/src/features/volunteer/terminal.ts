/** One line that is always up to date where somebody looks at it; where lines are kept, one now and then. */

export interface Terminal {
  say(text: string): void
  /** Replaces what was shown before. */
  show(text: string): void
}

const PLAIN_EVERY_MS = 60_000

export function openTerminal(out: NodeJS.WriteStream = process.stdout): Terminal {
  let shown = ''
  let lastAt = Number.NEGATIVE_INFINITY
  const clear = () => (out.isTTY && shown ? '\r\x1b[K' : '')
  return {
    say(text) {
      out.write(`${clear()}${text}\n${out.isTTY ? shown : ''}`)
    },
    show(text) {
      if (text === shown) return
      if (out.isTTY) {
        out.write(`${clear()}${text.slice(0, Math.max(20, out.columns - 1))}`)
        shown = text.slice(0, Math.max(20, out.columns - 1))
      } else if (performance.now() - lastAt > PLAIN_EVERY_MS) {
        lastAt = performance.now()
        shown = text
        out.write(`${text}\n`)
      }
    }
  }
}
