import { expect, test } from 'vitest'
import { openAllowance } from './allowance.ts'

const options = { atOnce: 100, perSecond: 10, maxEntries: 2 }

test('no more than that at once, and more as time passes', () => {
  const allowance = openAllowance(options)
  expect(allowance.take('a', 70, 0)).toBe(70)
  expect(allowance.take('a', 70, 0)).toBe(30)
  expect(allowance.take('a', 70, 0)).toBe(0)
  expect(allowance.take('a', 70, 2000)).toBe(20)
  expect(allowance.take('a', 1000, 3_600_000)).toBe(100)
})

test('each has their own', () => {
  const allowance = openAllowance(options)
  allowance.take('a', 100, 0)
  expect(allowance.take('b', 100, 0)).toBe(100)
})

test('a clock that is set back gives nothing and takes nothing', () => {
  const allowance = openAllowance(options)
  expect(allowance.take('a', 60, 10_000)).toBe(60)
  expect(allowance.take('a', 60, 0)).toBe(40)
})

test('of too many, who was silent longest is forgotten', () => {
  const allowance = openAllowance(options)
  for (const key of ['a', 'b', 'a', 'c']) allowance.take(key, 50, 0)
  expect(allowance.take('a', 100, 0)).toBe(0)
  expect(allowance.take('b', 100, 0)).toBe(100)
})
