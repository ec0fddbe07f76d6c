import { describe, expect, test } from 'vitest'
import { backoffMs, judge, retryAfterMs } from './backoff.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test('tries come soon at first, then ever more rarely, and never less often than each six hours', () => {
  const delays = (random: number) =>
    [1, 2, 3, 4, 5, 6, 7, 20].map(failures => backoffMs({ failures, ageMs: 0, random }) / 1000)
  expect(delays(0)).toEqual([5, 10, 20, 30, 45, 60, 60, 60])
  expect(delays(1)).toEqual([4, 8, 16, 24, 36, 48, 48, 48])
  const old = (ageMs: number) => backoffMs({ failures: 100, ageMs, random: 0 })
  expect(old(14 * MINUTE)).toBe(MINUTE)
  expect(old(15 * MINUTE)).toBe(3 * MINUTE)
  expect(old(5 * HOUR)).toBe(HOUR)
  expect(old(7 * 24 * HOUR)).toBe(6 * HOUR)
})

test('a peer that was down for a minute is tried again within a minute of its return', () => {
  const tries: number[] = []
  for (let at = 0, failures = 1; at < 3 * MINUTE; failures++) {
    tries.push(at)
    // Each try takes as long as one may.
    at += 10_000 + backoffMs({ failures, ageMs: at, random: 0 })
  }
  for (let back = MINUTE; back < 2 * MINUTE; back += 1000)
    expect(tries.find(at => at >= back)! - back).toBeLessThanOrEqual(MINUTE)
})

describe('Retry-After', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  test.each([
    ['120', 120_000],
    ['0', 1000],
    ['999999999999', HOUR],
    ['Wed, 25 Nov 2026 12:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2020 12:00:30 GMT', 1000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined]
  ])('%s', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected))
})

test.each([
  ['taken', [200, 202, 204]],
  ['gone', [410]],
  ['unfit', [400, 413, 415, 422]],
  ['later', [0, 301, 302, 307, 408, 429, 500, 502, 503, 504]],
  ['doubtful', [401, 403, 404, 405, 418, 451]]
])('%s: %j', (verdict, statuses) => expect(statuses.map(judge)).toEqual(statuses.map(() => verdict)))
