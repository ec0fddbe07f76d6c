import { expect, test } from 'vitest'
import { addToVisit, bytesOf } from './visit-count.ts'

test.each([
  ['navigation', 'https://a.example/w/x', 900],
  ['img', 'https://a.example/a.jpg', 900],
  ['video', 'https://a.example/a.mp4#t=3', 900],
  ['fetch', 'https://a.example/a.vtt', 900],
  ['xmlhttprequest', 'https://a.example/master.m3u8', 900],
  ['xmlhttprequest', 'https://b.example/a-fragmented.mp4?videoFileToken=x', 0],
  ['fetch', 'https://b.example/a-fragmented.mp4', 0]
])('what %s asks for at %s counts %i bytes', (initiatorType, name, bytes) => {
  expect(bytesOf({ name, initiatorType, transferSize: 900 })).toBe(bytes)
})

test('a visit adds up, and what others wrote in its place counts as nothing', () => {
  const kept = new Map<string, string>([['visit', 'x']])
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  }
  expect(addToVisit(storage, { received: 5, given: 0 })).toEqual({ received: 5, given: 0 })
  expect(addToVisit(storage, { received: 2, given: 3 })).toEqual({ received: 7, given: 3 })
})
