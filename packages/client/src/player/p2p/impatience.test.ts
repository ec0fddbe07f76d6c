import { beforeEach, expect, test } from 'vitest'
import { createImpatience } from './impatience.ts'

let [now, ahead, isSilent, isServed] = [0, 0, false, false]
beforeEach(() => {
  ;[now, ahead, isSilent, isServed] = [0, 0, false, false]
})
const impatience = () =>
  createImpatience({
    secondsAhead: () => ahead,
    isSilent: () => isSilent,
    isServed: () => isServed,
    patienceMs: () => 1000,
    now: () => now
  })

test('as long as something is left to be played, nobody is impatient', () => {
  ahead = 5
  isSilent = true
  expect(impatience()(60_000)).toBe(false)
})

test('who waited long enough and hears nothing is, as soon as nothing is left', () => {
  const isStuck = impatience()
  isSilent = true
  expect([isStuck(900), isStuck(1100)]).toEqual([false, true])
  isSilent = false
  expect(isStuck(1100)).toBe(false)
})

test('what a server is sending is not asked for once more', () => {
  const isStuck = impatience()
  isServed = true
  expect(isStuck(5000)).toBe(false)
  now = 60_000
  expect(isStuck(60_000)).toBe(false)
  isServed = false
  expect(isStuck(60_000)).toBe(true)
})

test('what trickles is not waited for without end, and each drought counts by itself', () => {
  const isStuck = impatience()
  expect(isStuck(5000)).toBe(false)
  now = 1100
  expect(isStuck(6000)).toBe(true)
  ahead = 4
  expect(isStuck(100)).toBe(false)
  ahead = 0
  now = 2000
  expect(isStuck(9000)).toBe(false)
})
