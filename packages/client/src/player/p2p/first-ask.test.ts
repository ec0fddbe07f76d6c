import { beforeEach, expect, test } from 'vitest'
import { createFirstAsk } from './first-ask.ts'

let now = 0
beforeEach(() => {
  now = 0
})
const asking = (random: number) => createFirstAsk({ now: () => now, random: () => random })

test('others are looked for, though not for long', () => {
  const mayAsk = asking(0)
  now = 5900
  expect(mayAsk(0, false)).toBe(false)
  now = 6100
  expect(mayAsk(0, false)).toBe(true)
})

test('who is alone asks at once, and who was until others came hears them first', () => {
  const mayAsk = asking(0)
  expect(mayAsk(0, true)).toBe(true)
  now = 100
  expect(mayAsk(1, false)).toBe(false)
  now = 1200
  expect(mayAsk(1, false)).toBe(true)
})

test('who has met others hears first what they have, and not all ask in the same moment', () => {
  const [hasty, patient] = [asking(0), asking(1)]
  now = 4000
  expect([hasty(1, false), patient(1, false)]).toEqual([false, false])
  now = 5100
  expect([hasty(1, false), patient(1, false)]).toEqual([true, false])
  now = 7100
  expect(patient(1, false)).toBe(true)
})
