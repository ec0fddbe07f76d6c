import { expect, test } from 'vitest'
import { forgetOthers, isAlone, noteOthers } from './others-known.ts'

test('whoever has asked no tracker yet is not known to be alone', () => expect(isAlone()).toBe(false))

test('one is alone while no tracker knows of anybody else, in any swarm of the page', () => {
  noteOthers('a', 0)
  expect(isAlone()).toBe(true)
  noteOthers('b', 2)
  expect(isAlone()).toBe(false)
  noteOthers('b', 0)
  expect(isAlone()).toBe(true)
  for (const hash of ['a', 'b']) forgetOthers(hash)
  expect(isAlone()).toBe(false)
})
