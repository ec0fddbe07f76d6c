import { expect, test } from 'vitest'
import { htmlToMarkdown } from './html-to-markdown.ts'

const MENTIONS = new Map([['https://tube.example/accounts/ada', '@ada@tube.example']])

test.each([
  ['<p>Hello</p><p>World<br>again<br />and again</p>', 'Hello\n\nWorld\nagain\nand again'],
  ['plain   words\nhere', 'plain words here'],
  ['<b>bold</b> <em>and</em> <code>x</code>', '**bold** *and* `x`'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n\n- two'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2 &#233;&#xe9; &nope; &#0;&#9999999;', '1 < 2 && 3 > 2 éé &nope;'],
  [
    '<span class="h-card"><a href="https://tube.example/accounts/ada" class="u-url mention">@<span>ada</span></a></span> hi',
    '@ada@tube.example hi'
  ],
  ['<a href="https://else.example/@bob">@<span>bob</span></a>', '@bob@else.example'],
  ['<a href="https://else.example/tags/velo" rel="tag">#<span>velo</span></a>', '#velo'],
  [
    '<a href="https://a.example/long/way"><span class="invisible">https://</span><span class="ellipsis">a.example/lo</span><span class="invisible">ng/way</span></a>',
    'https://a.example/long/way'
  ],
  ['<a href="https://a.example/x_(y)">some [words]</a>', '[some  words ](https://a.example/x_%28y%29)']
])('%s', (html, text) => {
  expect(htmlToMarkdown(html, MENTIONS)).toBe(text)
})

test.each([
  ['<script>alert(1)</script>ok', 'ok'],
  ['<SCRIPT src=x>alert(1)</SCRIPT >ok<style>*{}</style>', 'ok'],
  ['<script>alert(1)', ''],
  ['<svg><script>alert(1)</script></svg>ok', 'ok'],
  ['<img src=x onerror=alert(1)>ok', 'ok'],
  ['<a href="javascript:alert(1)">click</a>', 'click'],
  ['<a href="https://a.example/&quot;onclick=x">a b</a>', '[a b](https://a.example/%22onclick=x)'],
  ['<!-- <b>x</b> -->ok<!-- open', 'ok'],
  ['a <b', 'a <b'],
  ['<a href="https://a.example/x">never closed', '[never closed](https://a.example/x)']
])('hostile: %s', (html, text) => {
  expect(htmlToMarkdown(html)).toBe(text)
})

test.each(['<', '<a', '<a href="', '<!--', '&#', '<p', '<a href="https://a.example">'])(
  'comes to an end however often %s is repeated',
  piece => {
    expect(htmlToMarkdown(piece.repeat(100_000)).length).toBeLessThanOrEqual(200_000)
  }
)
