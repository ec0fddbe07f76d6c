import { expect, test } from 'vitest'
import { signInPath, withParameter, withQuery } from './paths.ts'

test('a parameter is added or replaced, the others stay', () => {
  expect(withParameter('/', 'lang', 'fr')).toBe('/?lang=fr')
  expect(withParameter('/w/x?start=1m&lang=en', 'lang', 'fr')).toBe('/w/x?start=1m&lang=fr')
})

test('a path that names a host does not lead there', () => {
  expect(withParameter('//evil.example/x', 'lang', 'fr')).toBe('/evil.example/x?lang=fr')
})

test('sign-in comes back to the page, but not to itself', () => {
  expect(signInPath('/w/x?start=2')).toBe('/login?next=%2Fw%2Fx%3Fstart%3D2')
  expect(signInPath('/login?next=%2F')).toBe('/login')
})

test('a query is joined whichever way it is written', () => {
  expect(withQuery('/a', '')).toBe('/a')
  expect(withQuery('/a', '?t=1')).toBe('/a?t=1')
  expect(withQuery('/a?b=2', 't=1')).toBe('/a?b=2&t=1')
})
