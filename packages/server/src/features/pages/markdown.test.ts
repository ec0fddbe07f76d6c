import { expect, test } from 'vitest'
import { markdownToHtml } from './markdown.ts'

test('emphasis, lists and links are rendered', () => {
  expect(markdownToHtml('**Bonjour** https://example.org')).toBe(
    '<p><strong>Bonjour</strong> <a href="https://example.org" rel="noopener noreferrer ugc">https://example.org</a></p>\n'
  )
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](https://tracker.example/pixel.png)'
])('%s stays harmless', source => {
  expect(markdownToHtml(source)).not.toMatch(/<script|<img|href="(javascript|data):/i)
})

test('a heading does not outrank the page', () => expect(markdownToHtml('# Big')).not.toContain('<h1'))

test('nothing gives nothing', () => expect(markdownToHtml(null)).toBe(''))
