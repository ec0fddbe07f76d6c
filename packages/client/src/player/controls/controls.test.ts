import { expect, test } from 'vitest'
import { type Command, commandFor, goesOn, type KeyPlace } from './shortcuts.ts'
import { chapterAt, spriteAt } from './storyboard.ts'

const press = (key: string, place: KeyPlace, held: object = {}): Command | null =>
  commandFor({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, place)

test('letters work wherever nobody writes, and never together with others', () => {
  expect(press('k', 'page')).toEqual({ act: 'toggle' })
  expect(press('L', 'button')).toEqual({ act: 'jump', seconds: 10 })
  expect(press('7', 'page')).toEqual({ act: 'go', share: 0.7 })
  expect(press('>', 'slider')).toEqual({ act: 'rate', by: 1 })
  expect(press('k', 'other')).toBe(null)
  expect(press('f', 'page', { ctrlKey: true })).toBe(null)
  expect(press('x', 'page')).toBe(null)
})

test('a key held down goes on with what has steps, and does not turn things on and off', () => {
  const commands = ['l', '>', 'k', 'm', 'f', 'c', '?'].map(key => press(key, 'page')!)
  expect(commands.map(goesOn)).toEqual([true, true, false, false, false, false, false])
})

test('what a page scrolls with, a button is pressed with and a slider moved with stays theirs', () => {
  expect([press(' ', 'page'), press('ArrowDown', 'page'), press('End', 'page')]).toEqual([null, null, null])
  expect([press(' ', 'player'), press(' ', 'button')]).toEqual([{ act: 'toggle' }, null])
  expect(press('ArrowUp', 'button')).toEqual({ act: 'volume', by: 1 })
  expect(press('ArrowUp', 'slider')).toBe(null)
})

test('a moment has its picture and its chapter', () => {
  const storyboard = { url: '', spriteWidth: 100, spriteHeight: 50, columns: 3, spriteDurationSeconds: 2 }
  expect(spriteAt(storyboard, 0)).toEqual({ x: 0, y: 0 })
  expect(spriteAt(storyboard, 9)).toEqual({ x: 100, y: 50 })
  const chapters = [
    { title: 'A', startSeconds: 5 },
    { title: 'B', startSeconds: 60 }
  ]
  expect([4, 5, 61].map(seconds => chapterAt(chapters, seconds)?.title)).toEqual([undefined, 'A', 'B'])
})
