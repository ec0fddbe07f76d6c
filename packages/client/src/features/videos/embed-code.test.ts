import { expect, test } from 'vitest'
import { embedCode, PLAIN_EMBED } from './embed-code.ts'

const film = { name: 'Le "bal" <b>', embedUrl: 'https://videos.example/videos/embed/x', aspectRatio: 1.7778 }

test('the plain code is what PeerTube writes, and a name stays a name', () => {
  expect(embedCode(film, PLAIN_EMBED)).toBe(
    '<iframe title="Le &quot;bal&quot; &lt;b&gt;" width="560" height="315" src="https://videos.example/videos/embed/x"' +
      ' frameborder="0" allowfullscreen="" sandbox="allow-same-origin allow-scripts allow-popups allow-forms"></iframe>'
  )
})

test('what is chosen is in the address, and the shape in the style', () => {
  const code = embedCode(
    { ...film, aspectRatio: 9 / 16 },
    { startSeconds: 83, isMuted: true, isLooping: true, hasTitle: false, captions: 'fr', isResponsive: true }
  )
  expect(code).toContain('/x?start=83s&amp;muted=1&amp;loop=1&amp;title=0&amp;subtitle=fr"')
  expect(code).toContain('style="width: 100%; height: auto; aspect-ratio: 0.563"')
  expect(embedCode(film, { ...PLAIN_EMBED, isResponsive: true })).toContain('aspect-ratio: 16 / 9"')
})
