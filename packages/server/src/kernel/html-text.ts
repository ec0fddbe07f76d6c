/** From HTML that others wrote to its words. In one pass, whatever stands in it. Pure. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' '
}

const BREAKS = /^<\/?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|pre|tr|table|section|article)\b/i
/** What is inside is not said to anybody. */
const SILENT = /^<(script|style|template|noscript|iframe|svg|math|title|textarea)\b/i

export function htmlToText(html: string): string {
  const lower = html.toLowerCase()
  const parts: string[] = []
  let at = 0
  while (at < html.length) {
    const opening = html.indexOf('<', at)
    if (opening < 0) break
    const closing = html.indexOf('>', opening)
    if (closing < 0) break
    parts.push(html.slice(at, opening))
    const tag = html.slice(opening, closing + 1)
    if (BREAKS.test(tag)) parts.push('\n')
    const silent = SILENT.exec(tag)?.[1]
    at = silent ? endOf(lower, silent, closing + 1) : closing + 1
  }
  const lines = decode(parts.join('') + html.slice(at)).split('\n')
  return lines
    .map(line => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** An element that nobody closes lasts to the end. */
function endOf(lower: string, name: string, from: number): number {
  const closing = lower.indexOf(`</${name.toLowerCase()}`, from)
  return closing < 0 ? lower.length : closing
}

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
