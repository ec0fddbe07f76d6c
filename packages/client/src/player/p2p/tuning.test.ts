import { expect, test } from 'vitest'
import { windowsFor } from './tuning.ts'

const demand = (peers: number, seconds: number, segmentSeconds: number) =>
  windowsFor({ peers, seconds, segmentSeconds, beganThin: false }).highDemandTimeWindow
const ahead = (segmentSeconds: number, beganThin: boolean) =>
  windowsFor({ peers: 2, seconds: 60, segmentSeconds, beganThin }).httpDownloadTimeWindow

test('with others, the server is asked late, but in time for a line that is slow', () => {
  expect(demand(1, 60, 0.1)).toBe(3)
  expect(demand(1, 60, 3)).toBe(7)
  expect(demand(1, 60, 30)).toBe(12)
})

test('who meets nobody buffers as ever, after a moment', () => {
  expect(demand(0, 1, 0.1)).toBe(3)
  expect(demand(0, 6, 0.1)).toBe(20)
})

test('on a slow line nobody fetches ahead, and what the line is found to be tells more than how it began', () => {
  expect([ahead(0.3, false), ahead(0, false), ahead(0.3, true)]).toEqual([24, 24, 24])
  expect([ahead(2, false), ahead(0, true)]).toEqual([-1, -1])
})
