import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followShown, followViewing, makeSessionId } from './views.ts'

class FakeVideo extends EventTarget {
  currentTime = 0
  paused = true
  at(seconds: number, event: string) {
    this.currentTime = seconds
    this.paused = event !== 'play'
    this.dispatchEvent(new Event(event))
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow(video: FakeVideo) {
  const reports: (number | string)[] = []
  const end = followViewing(video as unknown as HTMLVideoElement, ({ currentTime, viewEvent }) =>
    reports.push(viewEvent ? `${viewEvent} ${currentTime}` : currentTime)
  )
  return { reports, end }
}

test('reports from the beginning, now and then, at jumps and at the end', () => {
  const video = new FakeVideo()
  const { reports } = follow(video)
  video.at(0.4, 'play')
  video.currentTime = 15.2
  vi.advanceTimersByTime(15_000)
  video.at(60, 'seeked')
  video.at(65, 'play')
  video.at(70, 'pause')
  vi.advanceTimersByTime(60_000)
  expect(reports).toEqual([0, 15, 'seek 60', 70])
})

test('one that plays already is followed, and nothing is told after the end', () => {
  const video = new FakeVideo()
  video.at(3, 'play')
  const { reports, end } = follow(video)
  video.currentTime = 5
  end()
  video.at(9, 'play')
  vi.advanceTimersByTime(60_000)
  expect(reports).toEqual([3, 5])
})

test('a page that comes back from the browser’s memory is followed anew, and one that is only shown is not', () => {
  const page = new EventTarget()
  const video = new FakeVideo()
  const told: string[] = []
  const end = followShown(page as unknown as Window, () =>
    followViewing(video as unknown as HTMLVideoElement, ({ currentTime, viewEvent = '' }) =>
      told.push(`${viewEvent}${currentTime}`)
    )
  )
  const show = (persisted: boolean) => page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
  show(false)
  video.at(2, 'play')
  video.currentTime = 4
  page.dispatchEvent(new Event('pagehide'))
  video.at(4, 'pause')
  show(true)
  video.at(6, 'play')
  video.currentTime = 9
  end()
  show(true)
  video.at(20, 'play')
  expect(told).toEqual(['2', '4', '6', '9'])
})

test('every visit has its own name', () => {
  expect(makeSessionId()).toMatch(/^[0-9a-f]{24}$/)
  expect(makeSessionId()).not.toBe(makeSessionId())
})
