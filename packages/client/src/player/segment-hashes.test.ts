import { expect, test } from 'vitest'
import { createSegmentHashes } from './segment-hashes.ts'

const URL = 'https://tube.example/static/v-480-fragmented.mp4?x=1'
const bytes = (text: string) => new TextEncoder().encode(text).buffer
const RIGHT = await sha256('right')
const WHOLE = await sha256('whole')
const range = { start: 0, end: 4 }

test('bytes are right only as listed, and what is not listed is not right', async () => {
  const hashes = createSegmentHashes(async () => ({
    'v-480-fragmented.mp4': { '0-4': RIGHT },
    'whole.ts': WHOLE
  }))
  expect(await hashes.isRight(URL, range, bytes('right'))).toBe(true)
  expect(await hashes.isRight(URL, range, bytes('wrong'))).toBe(false)
  expect(await hashes.isRight(URL, { start: 5, end: 9 }, bytes('right'))).toBe(false)
  expect(await hashes.isRight(URL, undefined, bytes('right'))).toBe(false)
  expect(await hashes.isRight('https://tube.example/constructor', range, bytes('right'))).toBe(false)
  expect(await hashes.isRight('https://tube.example/whole.ts', undefined, bytes('whole'))).toBe(true)
  expect(await hashes.isRight('https://tube.example/whole.ts', range, bytes('whole'))).toBe(false)
})

test('the list is read again for a range that it lacks, but not at every segment', async () => {
  let now = 0
  let loads = 0
  let list: Record<string, Record<string, string>> = { 'v-480-fragmented.mp4': {} }
  const hashes = createSegmentHashes(
    async () => {
      loads++
      return list
    },
    () => now
  )
  expect(await hashes.isRight(URL, range, bytes('right'))).toBe(false)
  list = { 'v-480-fragmented.mp4': { '0-4': RIGHT } }
  now = 5000
  expect([await hashes.isRight(URL, range, bytes('right')), loads]).toEqual([false, 1])
  now = 15_000
  expect([await hashes.isRight(URL, range, bytes('right')), loads]).toEqual([true, 2])
})

test.each([
  ['a failure', () => Promise.reject(new Error('down'))],
  ['nonsense', async () => 7],
  ['nothing', async () => null]
])('with %s instead of a list nothing is right', async (_name, load) => {
  expect(await createSegmentHashes(load).isRight(URL, range, bytes('right'))).toBe(false)
})

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes(text))
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}
