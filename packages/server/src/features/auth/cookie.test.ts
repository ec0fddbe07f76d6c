import { expect, test } from 'vitest'
import { safeNextPath } from './cookie.ts'

const origin = 'https://videos.example'

test.each(['/', '/upload', '/w/abc?start=1m#comments', '/search?next=https://elsewhere.example'])(
  '%s is kept',
  next => {
    expect(safeNextPath(next, origin)).toBe(next)
  }
)

test.each([
  undefined,
  '',
  'upload',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '\\\\elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  'javascript:alert(1)',
  ['/upload']
])('%j leads home', next => {
  expect(safeNextPath(next, origin)).toBe('/')
})
