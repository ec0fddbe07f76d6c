import { expect, test } from 'vitest'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { createI18n, selectMessages } from './i18n.ts'
import { typeset } from './typeset.ts'

const words = (messages: object) =>
  Object.entries(messages).flatMap(([key, message]) =>
    typeof message === 'string'
      ? [[key, message] as const]
      : Object.values<string>(message).map(text => [key, text] as const)
  )
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()

test('French and English have the same keys and fill in the same values', () => {
  expect(Object.keys(fr)).toEqual(Object.keys(en))
  expect(words(fr).map(([key, text]) => [key, holes(text)])).toEqual(words(en).map(([key, text]) => [key, holes(text)]))
})

test('French has no breakable space before high punctuation, nor a straight apostrophe or quote', () => {
  for (const [, text] of words(fr)) {
    expect(text).not.toMatch(/ [;:!?»]|« |['"]/)
    expect(text).not.toMatch(/[^\s\u202f*:/][;!?»]/)
  }
  expect(typeset('« Oui ! »')).toBe('«\u202fOui\u202f!\u202f»')
})

test('a count chooses the singular or the plural, as each language does', () => {
  const english = createI18n('en', en)
  const french = createI18n('fr', fr)
  expect(english.t('home.count', { count: 0 })).toBe('0 videos')
  expect(english.t('home.count', { count: 1 })).toBe('1 video')
  expect(french.t('home.count', { count: 0 })).toBe('0 vidéo')
  expect(french.t('home.count', { count: 1200 })).toBe('1\u202f200 vidéos')
})

test('an unknown value leaves its hole visible', () => {
  expect(createI18n('en', en).t('video.watchOn')).toBe('Watch on {name}')
})

test('only the asked prefixes are written into a page', () => {
  expect(Object.keys(selectMessages(en, ['pages.', 'site.skip']))).toEqual([
    'site.skip',
    'pages.nav',
    'pages.previous',
    'pages.next',
    'pages.position'
  ])
})
