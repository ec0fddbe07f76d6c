import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_METER, shareOf } from './meter.ts'
import { followDelivery, type Playback } from './report.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('each minute and at the end, what happened since is told, and nothing when nothing did', () => {
  let playback: Playback = { meter: EMPTY_METER, isSharing: false, height: 0 }
  const sent: object[] = []
  const delivery = followDelivery(
    'uuid',
    () => playback,
    report => sent.push(report)
  )
  vi.advanceTimersByTime(60_000)
  expect(sent).toEqual([])
  playback = {
    meter: { ...EMPTY_METER, fromServer: 100, fromPeers: 300, toPeers: 5, peers: 2 },
    isSharing: true,
    height: 480
  }
  vi.advanceTimersByTime(60_000)
  playback = { ...playback, meter: { ...playback.meter, fromPeers: 350, errors: 1 }, height: 360 }
  delivery.end()
  expect(sent).toMatchObject([
    {
      videoId: 'uuid',
      resolution: 480,
      p2pEnabled: true,
      p2pPeers: 2,
      downloadedBytesHTTP: 100,
      downloadedBytesP2P: 300
    },
    {
      resolution: 360,
      resolutionChanges: 1,
      errors: 1,
      downloadedBytesHTTP: 0,
      downloadedBytesP2P: 50,
      uploadedBytesP2P: 0
    }
  ])
})

test('a page that was left and comes back tells of what happens then', () => {
  let playback: Playback = { meter: { ...EMPTY_METER, fromServer: 100 }, isSharing: false, height: 0 }
  const sent: object[] = []
  const delivery = followDelivery(
    'uuid',
    () => playback,
    report => sent.push(report)
  )
  delivery.report()
  playback = { ...playback, meter: { ...EMPTY_METER, fromServer: 130 } }
  vi.advanceTimersByTime(60_000)
  delivery.end()
  expect(sent).toMatchObject([{ downloadedBytesHTTP: 100 }, { downloadedBytesHTTP: 30 }])
})

test('the share is of what was received', () => {
  expect([shareOf(EMPTY_METER), shareOf({ ...EMPTY_METER, fromServer: 1, fromPeers: 3 })]).toEqual([null, 75])
})
