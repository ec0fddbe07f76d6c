import { expect, test } from 'vitest'
import { windowsFor } from './tuning.ts'

const demand = (peers: number, seconds: number, segmentSeconds: number) =>
  windowsFor({ peers, seconds, segmentSeconds }).highDemandTimeWindow

test('with others, the server is asked late, but in time for a line that is slow', () => {
  expect(demand(1, 60, 0.1)).toBe(3)
  expect(demand(1, 60, 3)).toBe(7)
  expect(demand(1, 60, 30)).toBe(12)
})

test('who meets nobody buffers as ever, after a moment', () => {
  expect(demand(0, 1, 0.1)).toBe(3)
  expect(demand(0, 6, 0.1)).toBe(20)
})
