/** Finds watched words and links in what people write. Pure. */
import type { Site } from '../../kernel/site.ts'

/** Whole words only, whatever their case and accents. */
export function hasWord(text: string, words: readonly string[]): boolean {
  const wanted = words.map(plain).filter(word => word !== '')
  if (wanted.length === 0) return false
  const any = wanted.map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+')).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'u').test(plain(text))
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** A link that leads to another server than this one. */
export function hasExternalLink({ host }: Site, text: string): boolean {
  const hosts = text.matchAll(/(?:\bhttps?:\/\/(?:[^\s/@]*@)?|(?<![\w./])www\.)([^\s/?#<>()[\]"'*]+)/giu)
  return [...hosts].some(([link, found = '']) => {
    const named = /^www\./i.test(link) ? `www.${found}` : found
    return named.toLowerCase().replace(/[.,;:!]+$/, '') !== host
  })
}
