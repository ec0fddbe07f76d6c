import { expect, test } from 'vitest'
import { forgetUnfinished, listUnfinished, NEW_VIDEOS, rememberUnfinished, unfinishedKey } from './unfinished.ts'

function fakeStore() {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  }
}

const HOUR_MS = 3_600_000
const key = unfinishedKey(NEW_VIDEOS, { name: 'a.mp4', size: 100, lastModified: 5 })
const entry = {
  key,
  fileName: 'a.mp4',
  sizeBytes: 100,
  sentBytes: 40,
  uploadUrl: '/api/v1/videos/upload-resumable?upload_id=a',
  updatedAtMs: 0
}

test('an upload is found again by its file until it is forgotten', () => {
  const store = fakeStore()
  rememberUnfinished(store, entry)
  expect(listUnfinished(store, NEW_VIDEOS, HOUR_MS)).toEqual([entry])
  forgetUnfinished(store, key)
  expect(listUnfinished(store, NEW_VIDEOS, HOUR_MS)).toEqual([])
})

test('what the server has dropped by now is dropped too', () => {
  const store = fakeStore()
  rememberUnfinished(store, entry)
  expect(listUnfinished(store, NEW_VIDEOS, 48 * HOUR_MS)).toEqual([])
  expect(store.length).toBe(0)
})

test('an address elsewhere, or nonsense, is not trusted', () => {
  const store = fakeStore()
  rememberUnfinished(store, { ...entry, uploadUrl: 'https://elsewhere.example/?upload_id=a' })
  store.setItem(`${key}2`, 'nonsense')
  expect(listUnfinished(store, NEW_VIDEOS, HOUR_MS)).toEqual([])
})

test('a full store is no reason to stop sending', () => {
  const full = {
    ...fakeStore(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  }
  expect(() => rememberUnfinished(full, entry)).not.toThrow()
})
