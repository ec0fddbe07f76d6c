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
})

test('a date is relative for a month, then itself', () => {
  expect(en.relativeDate('2026-11-22T09:00:00Z', now)).toBe('3 hours ago')
  expect(fr.relativeDate('2026-11-20T09:00:00Z', now)).toBe('avant-hier')
  expect(en.relativeDate('2026-01-02T09:00:00Z', now)).toBe('January 2, 2026')
})

test('an unknown language has no name instead of an error', () => {
  expect(fr.languageName('fr')).toBe('français')
  expect(fr.languageName('!!')).toBeUndefined()
})
