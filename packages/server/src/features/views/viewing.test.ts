import { expect, test } from 'vitest'
import { goOn, isView } from './viewing.ts'

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000)
const viewing = { startedAt: at(0), seenAt: at(10), atSecond: 10, watchedSeconds: 10, isCounted: false }
const report = (seconds: number, second: number, hasJumped = false) =>
  goOn(viewing, { now: at(seconds), second, hasJumped })

test('what was played since is watched', () => {
  expect(report(15, 15)).toEqual({ watchedSeconds: 15, seen: { from: 10, to: 15 } })
  expect(report(15, 20)).toEqual({ watchedSeconds: 20, seen: { from: 10, to: 20 } })
  expect(report(15, 10)).toEqual({ watchedSeconds: 10, seen: { from: 10, to: 10 } })
})

test('a jump is not, whether it is told or not', () => {
  const nothing = { watchedSeconds: 10, seen: undefined }
  expect(report(15, 15, true)).toEqual(nothing)
  expect(report(15, 60)).toEqual(nothing)
  expect(report(15, 5)).toEqual(nothing)
})

test('many reports at once do not make more than the time that has passed', () => {
  const eager = { ...viewing, startedAt: at(10), watchedSeconds: 0 }
  expect(goOn(eager, { now: at(10), second: 11, hasJumped: false }).watchedSeconds).toBe(1)
  expect(goOn({ ...eager, watchedSeconds: 1, atSecond: 11 }, { now: at(10), second: 12, hasJumped: false })).toEqual({
    watchedSeconds: 1,
    seen: { from: 11, to: 12 }
  })
})

test('ten seconds are a view, or half of a short video', () => {
  expect([isView(9, 600), isView(10, 600), isView(2, 6), isView(3, 6), isView(0, 0)]).toEqual([
    false,
    true,
    false,
    true,
    true
  ])
})
