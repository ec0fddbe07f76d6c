/** What other servers write, without whatever a browser would act upon. Pure. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
/** Elements whose content nobody is meant to read. */
const UNREADABLE = /<(script|style|template|iframe|noscript|svg|math|title|textarea)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi
const BREAK = /<(?:br\b[^>]*|\/(?:p|div|li|h[1-6]|blockquote|pre))>/gi
const TAG = /<\/?[a-z!?][^>]*(?:>|$)/gi
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Text as it reads, from text or HTML. Screens escape it again: what looks like an element here is only letters.
 *
 * @param maxLength Characters; what is longer is cut.
 */
export function plainText(html: string, maxLength: number): string {
  return html
    .slice(0, maxLength * 10)
    .replace(UNREADABLE, '')
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, decode)
    .replace(UNPRINTABLE, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, maxLength)
}

function decode(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
}
