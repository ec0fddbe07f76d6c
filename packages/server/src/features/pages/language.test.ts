import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People } from '../../../../../tests/support/people.ts'

let bench: PageBench
beforeAll(async () => {
  bench = await openPageBench({} as People)
})
afterAll(() => bench.close())

/** Where a request leads whose target goes out as it stands. */
function locationOf(target: string): Promise<string | undefined> {
  const { hostname, port } = new URL(bench.origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: target }, answer => {
      answer.resume()
      resolve(answer.headers.location)
    })
    sent.on('error', reject).end()
  })
}

test.each([
  '//evil.example/?lang=fr',
  '///evil.example/?lang=fr',
  '//evil.example/..?lang=fr',
  '/\\evil.example/?lang=fr',
  '/\\/evil.example/?lang=fr',
  '\\\\evil.example?lang=fr',
  '/%5c%5cevil.example?lang=fr',
  '/%2f%2fevil.example?lang=fr',
  '/.//evil.example?lang=fr',
  '/..//evil.example?lang=fr',
  '//evil.example%2f?lang=fr',
  '//user@evil.example/?lang=fr',
  '/@evil.example?lang=fr',
  'http://evil.example/w/x?lang=fr',
  'https:evil.example?lang=fr'
])('the language switch of %s stays on this server', async target => {
  const location = await locationOf(target)
  if (location === undefined) return
  expect(new URL(location, bench.origin).origin).toBe(bench.origin)
  expect(location).toMatch(/^\/(?![/\\])/)
})

test.each(['de', '', 'FR', 'fr;path=/', 'constructor'])('there is no language %j to switch to', async lang => {
  const answer = await bench.fetch(`/?lang=${encodeURIComponent(lang)}`)
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
})

test('a language that is asked for is remembered, and the same page comes back without the question', async () => {
  const answer = await bench.fetch('/w/abc?start=1m&lang=fr&a=%26b')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/w/abc?start=1m&a=%26b'])
  const cookie = answer.headers.get('set-cookie')!
  expect(cookie).toMatch(/^lang=fr; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/)
  expect((await bench.fetch('/?lang=en')).headers.get('location')).toBe('/')
})

test.each([
  [{}, 'en'],
  [{ 'accept-language': 'fr-BE,fr;q=0.9,en;q=0.1' }, 'fr'],
  [{ 'accept-language': 'de,ja' }, 'en'],
  [{ 'accept-language': 'fr', cookie: 'lang=en' }, 'en'],
  [{ cookie: 'a=b; lang=fr' }, 'fr'],
  [{ cookie: 'lang=xx', 'accept-language': 'fr' }, 'fr']
])('with %j the page is in %s', async (headers, locale) => {
  const { context } = await bench.show(`/?${new URLSearchParams(headers)}`, headers)
  expect(context.locale).toBe(locale)
})

test('an error page speaks the language of its visitor', async () => {
  const { status, context } = await bench.show('/nowhere', { cookie: 'lang=fr' })
  expect([status, context.locale]).toEqual([404, 'fr'])
})
