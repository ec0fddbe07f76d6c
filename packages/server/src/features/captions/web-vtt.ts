/** Turns what people upload as captions into WebVTT. Pure. */

/**
 * @returns UTF-8 text with plain line ends; undefined when the bytes are neither WebVTT nor SubRip with at least one
 *   readable cue.
 */
export function toWebVtt(bytes: Uint8Array): string | undefined {
  const text = decode(bytes)?.replace(/\r\n?/g, '\n')
  if (text === undefined || text.includes('\0')) return undefined
  return /^WEBVTT(?=[ \t\n]|$)/.test(text) ? text : fromSubRip(text)
}

/** Subtitle programs on Windows write UTF-16 or the code page of western Europe, and do not say so. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  return decodeAs('utf-8', bytes) ?? decodeAs('windows-1252', bytes)
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const TIME = '(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{2})[,.](\\d{1,3})'
const TIMING = new RegExp(`^[ \\t]*${TIME}[ \\t]*-->[ \\t]*${TIME}(?![\\d,.:])`)

function fromSubRip(text: string): string | undefined {
  const cues = text.split(/\n(?:[ \t]*\n)+/).flatMap(readCue)
  return cues.length === 0 ? undefined : `WEBVTT\n\n${cues.join('\n\n')}\n`
}

/** A number, a timing, lines of text. Blocks without a timing are nobody's. */
function readCue(block: string): string[] {
  const lines = block.split('\n')
  const at = lines.findIndex(line => TIMING.test(line))
  const times = TIMING.exec(lines[at] ?? '')
  const text = lines.slice(at + 1).map(toCueText)
  while (text.at(-1) === '') text.pop()
  if (!times || text.length === 0) return []
  const [begin, end] = [times.slice(1, 5), times.slice(5, 9)].map(toMilliseconds) as [number, number]
  return end > begin ? [`${toTimestamp(begin)} --> ${toTimestamp(end)}\n${text.join('\n')}`] : []
}

function toMilliseconds([hours = '0', minutes = '0', seconds = '0', fraction = '0']: (string | undefined)[]): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
}

function toTimestamp(milliseconds: number): string {
  const pad = (value: number, length = 2) => String(Math.floor(value)).padStart(length, '0')
  const seconds = milliseconds / 1000
  return `${pad(seconds / 3600)}:${pad((seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(milliseconds % 1000, 3)}`
}

/** Bold, italic and underlined stay; colours, fonts and places do not; the rest of the text is only text. */
function toCueText(line: string): string {
  return line
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/<\/?font\b[^<>]*>/gi, '')
    .split(/(<\/?[biu]>)/i)
    .map((part, index) => (index % 2 === 1 ? part.toLowerCase() : escapeText(part)))
    .join('')
    .trim()
}

function escapeText(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}
