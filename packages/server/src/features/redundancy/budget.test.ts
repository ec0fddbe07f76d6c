import { expect, test } from 'vitest'
import { decide, type Held } from './budget.ts'

const candidate = (videoId: number, sizeBytes = 10) => ({ videoId, sizeBytes })
const held = (videoId: number, change: Partial<Held> = {}): Held => ({
  copyId: videoId + 100,
  ...candidate(videoId),
  isPastMinimum: true,
  isEnding: false,
  ...change
})

test('the first are taken as long as there is room, smaller ones after a large one too', () => {
  const ranked = [candidate(1), candidate(2, 50), candidate(3), candidate(4)]
  expect(decide(ranked, [], 25)).toEqual({ drop: [], extend: [], add: [1, 3] })
  expect(decide(ranked, [], 5)).toEqual({ drop: [], extend: [], add: [] })
})

test('what is held and no longer wanted stays until its room is needed, oldest first', () => {
  const old = [held(8), held(9)]
  expect(decide([candidate(1)], old, 30)).toEqual({ drop: [], extend: [], add: [1] })
  expect(decide([candidate(1)], old, 20)).toEqual({ drop: [108], extend: [], add: [1] })
  expect(decide([candidate(1, 20)], old, 20)).toEqual({ drop: [108, 109], extend: [], add: [1] })
})

test('nothing goes before its minimum, nor for what does not fit afterwards', () => {
  const young = held(8, { isPastMinimum: false })
  expect(decide([candidate(1)], [young], 10)).toEqual({ drop: [], extend: [], add: [] })
  expect(decide([candidate(1, 20)], [young, held(9)], 20)).toEqual({ drop: [], extend: [], add: [] })
})

test('what is still wanted stays longer, and is not fetched again', () => {
  const both = [held(1, { isEnding: true }), held(2, { isEnding: true })]
  expect(decide([candidate(1)], both, 20)).toEqual({ drop: [], extend: [101], add: [] })
})

test('less room lets go of what is not wanted', () => {
  expect(decide([candidate(1)], [held(8), held(1), held(9)], 10)).toEqual({ drop: [108, 109], extend: [], add: [] })
})
