import { expect, test } from 'vitest'
import { htmlToText } from './html-text.ts'

test.each([
  ['<p>Un &amp; deux</p><p>trois<br>quatre</p>', 'Un & deux\n\ntrois\nquatre'],
  ['plain', 'plain'],
  ['a < b', 'a < b'],
  ['<script>alert(1)</script>seen<STYLE>p{}</STYLE>', 'seen'],
  ['seen<script>alert(1)', 'seen'],
  ['&lt;b&gt; &#233; &#xE9; &unknown; &#0;', '<b> é é &unknown;'],
  ['<a href="javascript:alert(1)">click</a>', 'click'],
  ['', '']
])('%j says %j', (html, text) => {
  expect(htmlToText(html)).toBe(text)
})

test('reads what is made to be slow in no time', () => {
  const begun = performance.now()
  for (const part of ['<', '<script>', '<script></script>', ' ', '&', '<p>'])
    htmlToText(part.repeat(Math.ceil(500_000 / part.length)))
  expect(performance.now() - begun).toBeLessThan(2000)
})
