import { expect, test } from 'vitest'
import { readCookie } from './cookies.ts'

test('a cookie is found by its whole name', () => {
  expect(readCookie('mylang=en; lang=fr', 'lang')).toBe('fr')
  expect(readCookie('a=b', 'lang')).toBeUndefined()
  expect(readCookie(undefined, 'lang')).toBeUndefined()
})
