import { expect, test } from 'vitest'
import { LANGUAGES } from '../videos/index.ts'
import { readLanguageCodes, toLanguageCodes } from './languages-by-name.ts'

test.each(['en', 'fr'])('every language is found by the name that pages write in %s', locale => {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  const lost = Object.keys(LANGUAGES).filter(code => names.of(toLanguageCodes(names.of(code)!)) !== names.of(code))
  expect(lost).toEqual([])
})

test('names, codes and anything between them are understood, and what is no language is told', () => {
  expect(toLanguageCodes('Français, anglais')).toBe('fr, en')
  expect(toLanguageCodes(' FRANCAIS ;breton\nenglish, fr')).toBe('fr, br, en')
  expect(toLanguageCodes('fr en')).toBe('fr, en')
  expect(toLanguageCodes('')).toBe('')
  expect(readLanguageCodes('fr, en')).toEqual(['fr', 'en'])
  expect(readLanguageCodes('')).toEqual([])
  expect(readLanguageCodes(toLanguageCodes('français, klingonien des bois'))).toBeNull()
})
