import { describe, expect, test } from 'vitest'
import { siteOf } from '../../kernel/site.ts'
import { hasExternalLink, hasWord } from './find-words.ts'

describe('a word is found', () => {
  test.each([
    ['Quel CRÉTIN !', ['cretin'], true],
    ['cretin', ['crétin'], true],
    ['(crétin)', ['crétin'], true],
    ['crétinerie', ['crétin'], false],
    ['a cre tin', ['cretin'], false],
    ['sale\n  type', ['sale type'], true],
    ['c++ is fun', ['c++'], true],
    ['cc is fun', ['c++'], false],
    ['Ma grand-mère', ['grand-mère'], true],
    ['a/b \\d [x] {2} ^$', ['a/b', '\\d', '[x]', '{2}', '^$'], true],
    ['lone \ud800 half', ['\ud800'], true],
    ['5 € (net)', ['(net)'], true],
    ['Дурак', ['дурак'], true],
    ['anything', ['', ' '], false],
    ['x'.repeat(10_000), ['(x+x+)+y'], false]
  ])('in %j by %j: %s', (text, words, isFound) => {
    expect(hasWord(text, words)).toBe(isFound)
  })
})

describe('a link elsewhere is found', () => {
  const site = siteOf('https://videos.example')
  test.each([
    ['See https://elsewhere.example/x', true],
    ['[here](http://elsewhere.example)', true],
    ['www.elsewhere.example', true],
    ['https://videos.example/w/abc.', false],
    ['https://videos.example@elsewhere.example/', true],
    ['https://videos.example.elsewhere.example/', true],
    ['No link. And none here', false]
  ])('in %j: %s', (text, isFound) => {
    expect(hasExternalLink(site, text)).toBe(isFound)
  })
})
