import { expect, test } from 'vitest'
import { isThin, lineRate } from './thin-line.ts'

const fetched = (responseStart: number, responseEnd: number, transferSize: number) => ({
  responseStart,
  responseEnd,
  transferSize
})

test('what came at once counts its time once, and small or cached files tell nothing', () => {
  const together = [fetched(0, 1000, 60_000), fetched(200, 800, 40_000)]
  expect(lineRate([...together, fetched(5000, 9000, 300), fetched(9000, 9000, 0)])).toBe(100_000)
  expect(lineRate([fetched(0, 500, 50_000), fetched(1500, 2000, 50_000)])).toBe(100_000)
  expect(lineRate([fetched(0, 400, 2000)])).toBeUndefined()
  expect(lineRate([])).toBeUndefined()
})

test('a line is thin when it carries less than three such videos, and nobody knows where nothing tells', () => {
  expect([isThin(100_000, 300_000), isThin(100_000, 200_000), isThin(undefined, 1)]).toEqual([true, false, false])
})
