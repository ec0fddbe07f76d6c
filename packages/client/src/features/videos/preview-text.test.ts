import { expect, test } from 'vitest'
import { previewOfHtml, previewText } from './preview-text.ts'

test('a preview is one line of plain text, and a name where there is none', () => {
  const name = 'Le bal'
  expect(previewText({ name, description: '# **Bonjour**\n\n[le bal](https://a.example) `ici`' })).toBe(
    'Bonjour le bal ici'
  )
  expect(previewText({ name, description: null })).toBe(name)
  expect(previewText({ name, description: 'mot '.repeat(100) })).toMatch(/^mot .{244}m…$/)
  expect(previewOfHtml('<p>Un <b>bal</b> &amp; plus</p><p>a&lt;b &nbsp;</p>')).toBe('Un bal & plus a<b &nbsp;')
  expect(previewOfHtml('')).toBe('')
})
