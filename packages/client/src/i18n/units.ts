/** Quantities with their units, as a language writes them. */
import type { Locale } from '@colombier/server/contract'

export type WriteUnit = (
  value: number,
  unit: string,
  unitDisplay: 'short' | 'long',
  maximumFractionDigits: number
) => string

/** Each formatter is made once, when it is first wanted: a slow telephone takes ten milliseconds for one. */
export function createUnits(locale: Locale): WriteUnit {
  const made = new Map<string, Intl.NumberFormat>()
  return (value, unit, unitDisplay, maximumFractionDigits) => {
    const key = `${unit} ${unitDisplay} ${maximumFractionDigits}`
    const known = made.get(key)
    if (known) return known.format(value)
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits })
    made.set(key, format)
    return format.format(value)
  }
}

/** Of each language: its units of data, its decimal mark, and what stands before the unit. */
const SIZES: Readonly<Record<Locale, readonly [units: readonly string[], mark: string, space: string]>> = {
  en: [['B', 'kB', 'MB', 'GB', 'TB'], '.', ' '],
  fr: [['o', 'ko', 'Mo', 'Go', 'To'], ',', '\u202f']
}

/**
 * "12 MB", "1.5 GB"; decimal units. Written without Intl, though as Intl does: every page says what it weighs, and a
 * slow telephone takes a tenth of a second to learn how a language writes its units.
 */
export function writeSize(locale: Locale, bytes: number): string {
  const [units, mark, space] = SIZES[locale]
  let power = 0
  let value = Math.max(0, Math.round(bytes))
  while (Math.round(value) >= 1000 && power < units.length - 1) {
    value /= 1000
    power++
  }
  const number = value.toFixed(power > 1 && value < 9.95 ? 1 : 0).replace(/\.0$/, '')
  return number.replace('.', mark) + space + units[power]
}
