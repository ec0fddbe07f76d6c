import { expect, test } from 'vitest'
import { toHtml } from './html.ts'

test.each([
  ['One.\n\nTwo,\nthree.', '<p>One.</p>\n<p>Two,<br>three.</p>'],
  [
    'See https://a.example/x?a=1&b=2.',
    '<p>See <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>.</p>'
  ],
  ['<script>alert("x")</script>', '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>'],
  ['https://a.example/"><b>', '<p><a href="https://a.example/">https://a.example/</a>&quot;&gt;&lt;b&gt;</p>'],
  ['javascript:alert(1)', '<p>javascript:alert(1)</p>']
])('%j becomes %j', (text, html) => expect(toHtml(text)).toBe(html))
