import { expect, test } from 'vitest'
import { createMirrors } from './mirrors.ts'

const ORIGIN = 'https://tube.example/hls/v-480.mp4'

test('servers with a copy are asked in turn with the origin; one that fails is not asked again', () => {
  let at = 0
  const mirrors = createMirrors(['https://a.example/copies/v', 'https://b.example/v/'], () => at)
  expect([mirrors.pick(ORIGIN, '1'), mirrors.isCopy('1')]).toEqual(['https://a.example/copies/v/v-480.mp4', true])
  at = 0.5
  expect(mirrors.pick(ORIGIN, '2')).toBe('https://b.example/v/v-480.mp4')
  at = 0.9
  expect([mirrors.pick(ORIGIN, '3'), mirrors.isCopy('3')]).toEqual([ORIGIN, false])
  mirrors.fail('1')
  at = 0
  expect(mirrors.pick(ORIGIN, '1')).toBe(ORIGIN)
  expect(mirrors.pick(ORIGIN, '4')).toBe('https://b.example/v/v-480.mp4')
  mirrors.fail('4')
  expect(mirrors.pick(ORIGIN, '5')).toBe(ORIGIN)
})
