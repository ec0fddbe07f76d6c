import { expect, test } from 'vitest'
import { choose } from './choose.ts'

const a = { infoHash: 'a', sizeBytes: 6 }
const b = { infoHash: 'b', sizeBytes: 5 }
const c = { infoHash: 'c', sizeBytes: 3 }
const chosen = (
  ranked: { infoHash: string; sizeBytes: number }[],
  budgetBytes: number,
  held: string[] = [],
  countMax = 9
) =>
  choose(ranked, { budgetBytes, countMax, isHeld: infoHash => held.includes(infoHash) })
    .map(({ infoHash }) => infoHash)
    .join('')

test('the most wanted come first, and smaller ones fill what is left', () => {
  expect(chosen([a, b, c], 14)).toBe('abc')
  expect(chosen([a, b, c], 10)).toBe('ac')
  expect(chosen([b, a, c], 8)).toBe('bc')
  expect(chosen([a, b, c], 2)).toBe('')
})

test('no more than so many, and none twice', () => {
  expect(chosen([a, a, b, c], 99, [], 2)).toBe('ab')
})

test('what is held stays unless others are wanted much more', () => {
  expect(chosen([a, b], 6, ['b'])).toBe('a')
  expect(chosen([c, a, b], 8, ['b'])).toBe('cb')
  expect(chosen([a, c, { infoHash: 'd', sizeBytes: 3 }, { infoHash: 'e', sizeBytes: 3 }], 6, ['e'])).toBe('a')
})
