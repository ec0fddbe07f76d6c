import { expect, test } from 'vitest'
import { median } from '../median.ts'
import { figuresOf } from './figures.ts'
import type { Viewer, Watched } from './viewers.ts'

const SEGMENTS = new Map([
  ['a1', { range: '0-99', bytes: 100 }],
  ['b2', { range: '100-299', bytes: 200 }]
])
const viewer = (change: Partial<Viewer>): Viewer => ({
  firstFrameMs: 100,
  playedSeconds: 90,
  stalls: 0,
  stalledMs: 0,
  frames: 100,
  droppedFrames: 0,
  peerConnections: 1,
  receivedFromPeers: 0,
  sentToPeers: 0,
  checked: [],
  ranges: [],
  ...change
})
const crowd: Omit<Watched, 'people' | 'mediaBytes'> = {
  viewers: 2,
  isSharing: true,
  bytesPerSecond: 1,
  lineBytes: 0,
  toldFromServer: 0,
  toldFromPeers: 0
}

test('what came twice, or around the video, is lost', () => {
  const people = [
    viewer({ ranges: ['0-99', '100-299'] }),
    // Its first part came from the server too.
    viewer({
      ranges: ['0-99'],
      checked: ['a1', 'b2', 'of something else'],
      receivedFromPeers: 300,
      stalls: 1,
      stalledMs: 500
    })
  ]
  const figures = figuresOf({ ...crowd, people, mediaBytes: 500 }, SEGMENTS)
  expect(figures).toMatchObject({ share: 300 / 800, ceiling: 0.5, stalls: 1, stalledSeconds: 0.5, firstFrameMs: 100 })
  expect(figures.lost).toBeCloseTo(1 - 600 / 800)
})

test('the median of an even number lies between', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})
