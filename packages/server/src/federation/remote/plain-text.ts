/** What other servers write, without whatever a browser would act upon. Pure. */
import { htmlToText } from '../../kernel/html-text.ts'

/** Control characters but for tabs and ends of lines, and marks that turn the direction of what follows around. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** Cut, and without what databases, terminals or readers stumble over. */
export function printable(text: string, maxLength: number): string {
  const clean = text.toWellFormed().replace(UNPRINTABLE, '').trim()
  return clean.slice(0, maxLength).toWellFormed()
}

/**
 * Text as it reads, from text or HTML. Screens escape it again: what looks like an element here is only letters.
 *
 * @param maxLength Characters; what is longer is cut.
 */
export function plainText(html: string, maxLength: number): string {
  return printable(htmlToText(html.slice(0, maxLength * 10)), maxLength)
}
