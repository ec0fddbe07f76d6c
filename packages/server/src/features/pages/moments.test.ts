import { expect, test } from 'vitest'
import { markdownToHtml } from './markdown.ts'

const film = { path: '/w/abc', durationSeconds: 4000 }
const linksIn = (text: string) =>
  [...markdownToHtml(text, film).matchAll(/<a href="([^"]+)" data-seconds="(\d+)">([^<]+)<\/a>/g)].map(
    ([, href, seconds, words]) => [href, seconds, words]
  )

test.each([
  ['0:00 Accueil', [['/w/abc?start=0s', '0', '0:00']]],
  [
    '(1:30), puis 1:02:03.',
    [
      ['/w/abc?start=90s', '90', '1:30'],
      ['/w/abc?start=3723s', '3723', '1:02:03']
    ]
  ],
  ['**À 2:05** on danse', [['/w/abc?start=125s', '125', '2:05']]]
])('%s leads to the moments it names', (text, links) => expect(linksIn(text)).toEqual(links))

test.each([
  '2:00:00',
  '1:75',
  '1:30.5',
  'a1:30',
  '1:2:30',
  '10:20:30:40',
  '`1:30`',
  '[1:30](https://b.example)',
  '1:30-'
])('%s names none', text => expect(linksIn(text)).toEqual([]))

test('where there is no film, a moment is only words', () => expect(markdownToHtml('1:30')).toBe('<p>1:30</p>\n'))

test('the words around stay harmless', () => {
  expect(markdownToHtml('<b>1:30</b>', film)).toBe(
    '<p>&lt;b&gt;<a href="/w/abc?start=90s" data-seconds="90">1:30</a>&lt;/b&gt;</p>\n'
  )
})
