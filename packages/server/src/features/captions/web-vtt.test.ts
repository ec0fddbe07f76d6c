import { expect, test } from 'vitest'
import { toWebVtt } from './web-vtt.ts'

const read = (text: string) => toWebVtt(new TextEncoder().encode(text))

test('WebVTT stays as it is, but for its line ends', () => {
  expect(read('\uFEFFWEBVTT - Titre\r\n\r\n00:00.000 --> 00:01.000 line:0\r\nÀ <c.red>bientôt</c>\r\n')).toBe(
    'WEBVTT - Titre\n\n00:00.000 --> 00:01.000 line:0\nÀ <c.red>bientôt</c>\n'
  )
  expect(read('WEBVTT')).toBe('WEBVTT')
})

test('SubRip becomes WebVTT', () => {
  const subRip = [
    '1\r\n00:00:01,500 --> 00:00:03,000\r\n<font color="red"><I>Bonjour</I></font> {\\an8}à tous\r\nTom & <Jerry> --> là\r\n',
    '2\r\n01:02:03,4 --> 01:02:05,000  X1:40\r\n- Oui.\r\n'
  ].join('\r\n')
  expect(read(subRip)).toBe(
    [
      'WEBVTT',
      '00:00:01.500 --> 00:00:03.000\n<i>Bonjour</i> à tous\nTom &amp; &lt;Jerry&gt; --&gt; là',
      '01:02:03.400 --> 01:02:05.000\n- Oui.\n'
    ].join('\n\n')
  )
})

test('what nobody can see is left out', () => {
  expect(read('1\n00:00:02,000 --> 00:00:01,000\nBackwards\n\n2\n00:00:03,000 --> 00:00:04,000\n\n')).toBeUndefined()
  expect(read('A letter\n\n3\n00:00:03,000 --> 00:00:04,000\nSeen\n\nNobody\n')).toBe(
    'WEBVTT\n\n00:00:03.000 --> 00:00:04.000\nSeen\n'
  )
})

test('old Windows files are read in their own code', () => {
  const cue = '1\n00:00:00,000 --> 00:00:01,000\nDéjà vu\n'
  expect(toWebVtt(Buffer.from(cue, 'latin1'))).toContain('Déjà vu')
  expect(toWebVtt(Buffer.from(`\uFEFF${cue}`, 'utf16le'))).toContain('Déjà vu')
})

test.each([
  ['nothing', new Uint8Array()],
  ['another text', Buffer.from('WEBVTTX\n\nHello')],
  ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
  ['WebVTT with bytes that are no text', Buffer.from('WEBVTT\n\n\0')]
])('%s is refused', (_what, bytes) => {
  expect(toWebVtt(bytes)).toBeUndefined()
})

test('what opens again and again and never closes is read in one go', () => {
  const begun = performance.now()
  for (const opening of ['{\\', '<font ']) read(`1\n00:00:01,000 --> 00:00:02,000\n${opening.repeat(100_000)}\n`)
  expect(performance.now() - begun).toBeLessThan(2000)
})
