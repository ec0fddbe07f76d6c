import { expect, test } from 'vitest'
import { parseStartSeconds } from './start-time.ts'

test.each([
  ['90', 90],
  ['90s', 90],
  ['1m30s', 90],
  ['1h2m3s', 3723],
  ['2h', 7200],
  ['', 0],
  ['soon', 0],
  [['1', '2'], 0]
])('%j is %i seconds', (text, seconds) => expect(parseStartSeconds(text)).toBe(seconds))
