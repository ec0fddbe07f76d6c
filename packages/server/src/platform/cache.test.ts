import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCache } from './cache.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('simultaneous questions are answered by one load', async () => {
  const cache = createCache<number>({ ttlMs: 1000, maxEntries: 10 })
  const load = vi.fn(async () => 7)
  expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([7, 7])
  expect(load).toHaveBeenCalledTimes(1)
})

test('a value is loaded again once its time is over', async () => {
  const cache = createCache<number>({ ttlMs: 1000, maxEntries: 10 })
  let next = 1
  const load = async () => next++
  expect(await cache.get('a', load)).toBe(1)
  vi.advanceTimersByTime(999)
  expect(await cache.get('a', load)).toBe(1)
  vi.advanceTimersByTime(2)
  expect(await cache.get('a', load)).toBe(2)
})

test('a failure is told to everybody waiting and then forgotten', async () => {
  const cache = createCache<number>({ ttlMs: 1000, maxEntries: 10 })
  await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await cache.get('a', async () => 3)).toBe(3)
})

test('the oldest entry makes room', async () => {
  const cache = createCache<string>({ ttlMs: 1000, maxEntries: 2 })
  for (const key of ['a', 'b', 'c']) await cache.get(key, async () => key)
  const load = vi.fn(async () => 'again')
  expect(await cache.get('c', load)).toBe('c')
  expect(await cache.get('a', load)).toBe('again')
})

test('what is asked for again in the second half of its time is loaded meanwhile, and nobody waits', async () => {
  const cache = createCache<number>({ ttlMs: 1000, maxEntries: 10, refreshesEarly: true })
  let next = 1
  const load = vi.fn(async () => next++)
  await cache.get('a', load)
  vi.advanceTimersByTime(499)
  expect(await cache.get('a', load)).toBe(1)
  expect(load).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(2)
  expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1])
  expect(load).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(600)
  expect(await cache.get('a', async () => 0)).toBe(2)
})

test('a load ahead of time that fails is not told, and one after it is', async () => {
  const cache = createCache<number>({ ttlMs: 1000, maxEntries: 10, refreshesEarly: true })
  const fail = () => Promise.reject(new Error('no'))
  await cache.get('a', async () => 1)
  vi.advanceTimersByTime(600)
  expect(await cache.get('a', fail)).toBe(1)
  expect(await cache.get('a', fail)).toBe(1)
  vi.advanceTimersByTime(401)
  await expect(cache.get('a', fail)).rejects.toThrow('no')
})
