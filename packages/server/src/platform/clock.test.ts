import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { every } from './clock.ts'
import { configureLogs, recentLogs } from './log.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('work runs now, and again after each end, failures included', async () => {
  const work = vi.fn(async () => {
    if (work.mock.calls.length === 1) throw new Error('once')
  })
  const clock = every(1000, 'Testing', work)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(work).toHaveBeenCalledTimes(3)
  await clock.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(3)
})

test('stopping waits for what is under way', async () => {
  let finish = () => {}
  const clock = every(1000, 'Testing', () => new Promise<void>(resolve => (finish = resolve)))
  let hasStopped = false
  const stopped = clock.stop().then(() => (hasStopped = true))
  await vi.advanceTimersByTimeAsync(0)
  expect(hasStopped).toBe(false)
  finish()
  await stopped
  expect(hasStopped).toBe(true)
})

test('a waking call brings the next run forward, also during one', async () => {
  const ends: (() => void)[] = []
  const work = vi.fn(() => new Promise<void>(resolve => ends.push(resolve)))
  const clock = every(1000, 'Testing', work)
  clock.wake()
  clock.wake()
  expect(work).toHaveBeenCalledTimes(1)
  ends[0]!()
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(2)
  ends[1]!()
  await vi.advanceTimersByTimeAsync(10)
  expect(work).toHaveBeenCalledTimes(2)
  clock.wake()
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(3)
  ends[2]!()
  await clock.stop()
  clock.wake()
  await vi.advanceTimersByTimeAsync(2000)
  expect(work).toHaveBeenCalledTimes(3)
})

const told = (name: string) =>
  recentLogs().filter(({ level, text }) => level === 'error' && text.startsWith(name)).length

test('what fails again and again is told once an hour, something else and a relapse at once', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  configureLogs('error')
  let failure: string | undefined = 'no room'
  const clock = every(1000, 'Packing', async () => {
    if (failure) throw new Error(failure)
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told('Packing')).toBe(1)
  failure = 'no box'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told('Packing')).toBe(2)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(told('Packing')).toBe(3)
  failure = undefined
  await vi.advanceTimersByTimeAsync(1000)
  failure = 'no box'
  await vi.advanceTimersByTimeAsync(1000)
  expect(told('Packing')).toBe(4)
  await clock.stop()
})
