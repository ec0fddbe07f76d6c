/** Numbers, sizes, dates and durations as a language writes them. Each formatter is made when it is first wanted. */
import type { Locale } from '@colombier/server/contract'
import { createUnits, writeSize } from './units.ts'

export interface Formats {
  number(value: number): string
  /** 12,345 as "12K". */
  compact(value: number): string
  percent(value: number): string
  /** "12.3 MB"; decimal units. */
  size(bytes: number): string
  /** "1:02:03", for the eye. */
  duration(seconds: number): string
  /** "1 hour 2 minutes", for the ear and for time left. */
  spokenDuration(seconds: number): string
  date(iso: string): string
  /** Without its year. */
  day(iso: string): string
  dateTime(iso: string): string
  /** "3 days ago"; beyond a month, the date itself. */
  relativeDate(iso: string, now: Date): string
  /** Name of the language with this BCP 47 code, or undefined when unknown. */
  languageName(code: string): string | undefined
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

export function createFormats(locale: Locale): Formats {
  const plain = once(() => new Intl.NumberFormat(locale))
  const compact = once(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }))
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent' }))
  const date = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))
  const day = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }))
  const dateTime = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }))
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const languages = once(() => new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }))
  const unit = createUnits(locale)
  /** Intl does not know that French counts the first day of a month, and no other, by an ordinal. */
  const ordinal = (day: string) => (locale === 'fr' ? day.replace(/^1 /, '1er ') : day)

  return {
    number: value => plain().format(value),
    compact: value => compact().format(value),
    percent: value => percent().format(value / 100),
    size: bytes => writeSize(locale, bytes),
    duration: clock,
    spokenDuration: seconds => spoken(seconds, (value, name) => unit(value, name, 'long', 0)),
    date: iso => ordinal(date().format(new Date(iso))),
    day: iso => ordinal(day().format(new Date(iso))),
    dateTime: iso => ordinal(dateTime().format(new Date(iso))),
    relativeDate: (iso, now) => {
      const seconds = (now.getTime() - new Date(iso).getTime()) / 1000
      if (seconds < 0 || seconds > 30 * DAY) return ordinal(date().format(new Date(iso)))
      if (seconds >= DAY) return relative().format(-Math.floor(seconds / DAY), 'day')
      if (seconds >= HOUR) return relative().format(-Math.floor(seconds / HOUR), 'hour')
      return relative().format(-Math.floor(seconds / MINUTE), 'minute')
    },
    languageName: code => {
      try {
        return languages().of(code)
      } catch {
        return undefined
      }
    }
  }
}

export function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor((whole % HOUR) / MINUTE)
  return whole >= HOUR
    ? `${Math.floor(whole / HOUR)}:${two(minutes)}:${two(whole % MINUTE)}`
    : `${minutes}:${two(whole % MINUTE)}`
}

/** The two largest units, and no more than that. */
function spoken(seconds: number, unit: (value: number, name: string) => string): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts = [
    [Math.floor(whole / HOUR), 'hour'],
    [Math.floor((whole % HOUR) / MINUTE), 'minute'],
    [whole % MINUTE, 'second']
  ] as const
  const first = parts.findIndex(([value]) => value > 0)
  if (first < 0) return unit(0, 'second')
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, name]) => unit(value, name))
    .join(' ')
}
