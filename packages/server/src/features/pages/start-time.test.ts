import { expect, test } from 'vitest'
import { parseStartSeconds } from './start-time.ts'

test.each([
  ['90', 90],
  ['90s', 90],
  ['1m30s', 90],
  ['1h2m3s', 3723],
  ['2h', 7200],
  ['1h3s', 3603],
  ['1:30', 90],
  ['1:02:03', 3723],
  ['90.7', 90],
  ['1m30.5s', 90],
  ['-4', 0],
  ['1:2:3:4', 0],
  ['1e3', 0],
  ['', 0],
  ['soon', 0],
  [['1', '2'], 0]
])('%j is %i seconds', (text, seconds) => expect(parseStartSeconds(text)).toBe(seconds))
