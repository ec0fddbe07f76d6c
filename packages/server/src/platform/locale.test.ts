import { expect, test } from 'vitest'
import { chooseLocale } from './locale.ts'

test.each([
  [undefined, 'fr-CA,fr;q=0.8,en;q=0.5', 'fr'],
  [undefined, 'de, en;q=0.3, fr;q=0.7', 'fr'],
  [undefined, 'fr;q=0, en', 'en'],
  [undefined, 'de', 'en'],
  [undefined, undefined, 'en'],
  ['fr', 'en', 'fr'],
  ['xx', 'fr', 'fr']
])('cookie %j and header %j give %s', (cookie, header, locale) => expect(chooseLocale(cookie, header)).toBe(locale))
