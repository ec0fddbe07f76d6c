import { expect, test } from 'vitest'
import { namesIn } from './tellings.ts'

test('names are found in texts', () => {
  const host = 'tube.example'
  const text = '@ada, x@bob.example (@mona.) @Ada @ruth@tube.example. @bob@other.example'
  expect(namesIn(text, { host, isLocal: true })).toEqual(['ada', 'mona', 'ruth'])
  expect(namesIn(text, { host, isLocal: false })).toEqual(['ruth'])
})
