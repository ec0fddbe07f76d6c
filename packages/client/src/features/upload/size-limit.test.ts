import { expect, test } from 'vitest'
import { sizeFault } from './size-limit.ts'

test.each([
  [0, 100, 100, 'upload.empty'],
  [101, 100, 200, 'upload.tooLarge'],
  [101, 200, 100, 'upload.overQuota'],
  [101, 100, 50, 'upload.tooLarge'],
  [1, null, 0, 'upload.overQuota'],
  [100, 100, 100, undefined],
  [1e12, null, null, undefined]
])('%i bytes, of %j in a file and %j left, are refused before they are sent with %j', (size, file, left, key) =>
  expect(sizeFault({ size }, { maxSizeBytes: file, quotaLeftBytes: left })?.key).toBe(key)
)
