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

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

/** "12.3 MB"; decimal units. */
export function writeSize(write: WriteUnit, bytes: number): string {
  const power = Math.min(SIZE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** power
  return write(value, SIZE_UNITS[power]!, 'short', value < 10 && power > 1 ? 1 : 0)
}
