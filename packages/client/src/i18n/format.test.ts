import { expect, test } from 'vitest'
import { createFormats } from './format.ts'

const en = createFormats('en')
const fr = createFormats('fr')
const now = new Date('2026-11-22T12:00:00Z')

test('durations are short for the eye and long for the ear', () => {
  expect(en.duration(3723.4)).toBe('1:02:03')
  expect(en.duration(61)).toBe('1:01')
  expect(en.spokenDuration(3723)).toBe('1 hour 2 minutes')
  expect(fr.spokenDuration(60)).toBe('1 minute')
  expect(en.spokenDuration(0)).toBe('0 seconds')
})

test('sizes use decimal units of the language', () => {
  expect(en.size(0)).toMatch(/^0/)
  expect(en.size(12_345_678)).toBe('12 MB')
  expect(fr.size(1_234_567_890)).toMatch(/^1,2\sGo$/)
  expect(en.size(999_600)).toBe('1 MB')
  expect(fr.size(9_960_000)).toMatch(/^10\sMo$/)
})

test('sizes are written as Intl would', () => {
  const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  for (const [locale, { size }] of [
    ['en', en],
    ['fr', fr]
  ] as const) {
    for (const [at, unit] of units.entries()) {
      for (const value of [1, 1.5, 9.4, 12.3, 999]) {
        const maximumFractionDigits = at > 0 && value < 10 ? 1 : 0
        const intl = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits })
        expect(size(Math.round(value * 1000 ** (at + 1)))).toBe(intl.format(value))
      }
    }
  }
})

test('a date is relative for a month, then itself', () => {
  expect(en.relativeDate('2026-11-22T09:00:00Z', now)).toBe('3 hours ago')
  expect(fr.relativeDate('2026-11-20T09:00:00Z', now)).toBe('avant-hier')
  expect(en.relativeDate('2026-01-02T09:00:00Z', now)).toBe('January 2, 2026')
})

test('French counts the first day of a month by an ordinal, and no other', () => {
  expect(fr.date('2026-05-01T09:00:00Z')).toBe('1er mai 2026')
  expect(fr.day('2026-05-01T09:00:00Z')).toBe('1er mai')
  expect(fr.dateTime('2026-05-01T09:00:00Z')).toMatch(/^1er mai 2026 à /)
  expect(fr.date('2026-05-11T09:00:00Z')).toBe('11 mai 2026')
  expect(en.date('2026-05-01T09:00:00Z')).toBe('May 1, 2026')
})

test('an unknown language has no name instead of an error', () => {
  expect(fr.languageName('fr')).toBe('français')
  expect(fr.languageName('!!')).toBeUndefined()
})
