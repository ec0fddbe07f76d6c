import { expect, test } from 'vitest'
import { authorise, startingAt } from './source.ts'

test('the token is added once, whichever way it is written', () => {
  expect(authorise('/a.mp4', '')).toBe('/a.mp4')
  expect(authorise('/a.mp4', '?videoFileToken=x')).toBe('/a.mp4?videoFileToken=x')
  expect(authorise('/a.mp4?videoFileToken=x', 'videoFileToken=x')).toBe('/a.mp4?videoFileToken=x')
})

test('the start is asked in the address, but for the beginning', () => {
  expect(startingAt('/a.mp4', 0)).toBe('/a.mp4')
  expect(startingAt('/a.mp4', 83)).toBe('/a.mp4#t=83')
})
