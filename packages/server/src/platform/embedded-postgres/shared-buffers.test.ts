import { expect, test } from 'vitest'
import { sharedBuffers } from './shared-buffers.ts'

test.each([
  [0, '32MB'],
  [512, '32MB'],
  [1000, '62MB'],
  [2048, '128MB'],
  [65_536, '128MB']
])('of %i MB of memory, PostgreSQL keeps pages in %s', (megabytes, expected) => {
  expect(sharedBuffers(megabytes * 2 ** 20)).toBe(expected)
})
