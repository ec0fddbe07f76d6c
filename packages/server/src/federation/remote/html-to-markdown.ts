/**
 * HTML of other servers as the Markdown that our comments are written in: words, line breaks and addresses. Nothing of
 * the markup itself passes, so nothing of it can do anything. Pure.
 */

/** More is no comment, and would only cost time. */
const INPUT_MAX = 200_000
/** Each copies what was written since it began. */
const LINKS_MAX = 500
/** With all that is between their tags. */
const DROPPED = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'noscript', 'title'])
const PARAGRAPHS = new Set(['p', 'div', 'blockquote', 'ul', 'ol', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', code: '`', del: '~~' }
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  copy: '©'
}

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<|[^<]+/g

interface Link {
  readonly href: string
  /** Where its words begin. */
  readonly from: number
}

/** @param mentions Names, as `@name@host`, by the addresses that stand for them. */
export function htmlToMarkdown(html: string, mentions: ReadonlyMap<string, string> = new Map()): string {
  let text = ''
  let dropping: string | undefined
  const links: (Link | undefined)[] = []
  let linkCount = 0

  const close = () => {
    const link = links.pop()
    if (link) text = text.slice(0, link.from) + written(link.href, text.slice(link.from).trim(), mentions)
  }
  for (const [token, slash, name, attributes] of html.slice(0, INPUT_MAX).matchAll(TOKEN)) {
    const tag = name?.toLowerCase()
    if (dropping !== undefined) {
      if (slash && tag === dropping) dropping = undefined
      continue
    }
    if (tag === undefined) {
      if (!token.startsWith('<!--')) text += decoded(token).replace(/[ \t\r\n]+/g, ' ')
    } else if (DROPPED.has(tag)) {
      if (!slash && !attributes?.endsWith('/')) dropping = tag
    } else if (tag === 'a') {
      if (slash) close()
      else links.push(++linkCount > LINKS_MAX ? undefined : linkOf(attributes ?? '', text.length))
    } else text += breakOf(tag, slash === '/')
  }
  while (links.length > 0) close()
  return tidied(text)
}

function breakOf(tag: string, isEnd: boolean): string {
  if (tag === 'br') return '\n'
  if (PARAGRAPHS.has(tag)) return '\n\n'
  if (tag === 'li') return isEnd ? '\n' : '\n- '
  return MARKS[tag] ?? ''
}

function linkOf(attributes: string, from: number): Link | undefined {
  const [, double, single] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? []
  const url = URL.parse(decoded(double ?? single ?? '').trim())
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? { href: url.href, from } : undefined
}

/** Mentions and hashtags as people write them, shortened addresses whole, other links with their words. */
function written(href: string, words: string, mentions: ReadonlyMap<string, string>): string {
  if (words.startsWith('@')) return mentions.get(href) ?? mentionOf(href, words)
  if (words.startsWith('#')) return words
  const address = href.replaceAll('(', '%28').replaceAll(')', '%29')
  const bare = words.replace(/…$/, '')
  if (words === '' || /^https?:\/\//.test(words) || address.includes(bare)) return address
  return `[${words.replace(/[[\]\n]/g, ' ')}](${address})`
}

const mentionOf = (href: string, words: string) =>
  words.lastIndexOf('@') === 0 && /^@[\w.-]+$/.test(words) ? `${words}@${new URL(href).host}` : words

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name as string] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : ''
  })
}

function tidied(text: string): string {
  return text
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
