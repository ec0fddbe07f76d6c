import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetPlaces, isWorthKeeping, keepPlace, placeOf } from './places.ts'
import { DEFAULTS, readPreferences, rememberPreferences } from './preferences.ts'
import type { PlayerSource } from './source.ts'

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key)
  })
})
afterEach(() => void vi.unstubAllGlobals())

const film = (changes: Partial<PlayerSource> = {}) =>
  ({ uuid: 'a', durationSeconds: 600, startSeconds: 0, ...changes }) as PlayerSource

test('a place is kept between the beginning and the closing titles', () => {
  expect([9, 10, 300, 570, 571].map(seconds => isWorthKeeping(seconds, 600))).toEqual([false, true, true, true, false])
  expect(isWorthKeeping(3, 6)).toBe(true)
})

test('a visitor goes on where they stopped, once, and nothing is written before', () => {
  expect([placeOf(film()), kept.size]).toEqual([0, 0])
  keepPlace(film(), 3)
  expect(kept.size).toBe(0)
  keepPlace(film(), 83.7)
  expect(placeOf(film())).toBe(83)
  expect(placeOf(film({ startSeconds: 5 }))).toBe(0)
  keepPlace(film(), 600)
  expect([placeOf(film()), kept.size]).toEqual([0, 0])
})

test('the last fifty are kept, and none when the viewer wants none', () => {
  for (let at = 0; at < 60; at++) keepPlace(film({ uuid: `film-${at}` }), 50)
  expect([placeOf(film({ uuid: 'film-9' })), placeOf(film({ uuid: 'film-10' }))]).toEqual([0, 50])
  forgetPlaces()
  rememberPreferences({ keepsPlace: false })
  keepPlace(film(), 50)
  expect([...kept.keys()]).toEqual(['player'])
})

test('a member goes on where their account says, whatever this browser knows', () => {
  keepPlace(film(), 50)
  expect(placeOf(film({ watchedSeconds: 120 }))).toBe(120)
  expect(placeOf(film({ watchedSeconds: 0 }))).toBe(0)
})

test('choices are kept, and what makes no sense is not read', () => {
  rememberPreferences({ volume: 0.5, captions: 'fr' })
  rememberPreferences({ captionSize: 'huge' })
  expect(readPreferences()).toEqual({ ...DEFAULTS, volume: 0.5, captions: 'fr', captionSize: 'huge' })
  kept.set('player', '{"volume":7,"captionSize":"gigantic","hasShortcuts":"no","isMuted":true}')
  expect(readPreferences()).toEqual({ ...DEFAULTS, isMuted: true })
  kept.set('player', 'not JSON')
  expect(readPreferences()).toEqual(DEFAULTS)
})
