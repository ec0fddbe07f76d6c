import { expect, test } from 'vitest'
import { cueAt, findIn, readCues, toParagraphs } from './cues.ts'

const FILE = `WEBVTT - Le bal\r
\r
STYLE\r
::cue { color: red }\r
\r
NOTE 00:00.000 --> nothing\r
\r
deux\r
01:00:05.250 --> 01:00:07.000 align:start\r
<v.loud Marie Curie>Et <i>maintenant</i>\r
la&nbsp;danse &amp; le &lt;bal&gt;\r
\r
00:01.000 --> 00:02.5\r
Bonjour\r
\r
00:02.500 --> 00:04.000\r
Bonjour\r
\r
no timing at all`

test('cues are read as text in their order, whoever speaks first, and nothing else', () => {
  expect(readCues(FILE)).toEqual([
    { startSeconds: 1, endSeconds: 2.5, text: 'Bonjour' },
    { startSeconds: 3605.25, endSeconds: 3607, text: 'Marie Curie – Et maintenant la\u00a0danse & le <bal>' }
  ])
  expect(readCues('')).toEqual([])
})

test('the cue of a moment is the last that began, a jump’s hair’s breadth included', () => {
  const cues = readCues(FILE)
  expect([0, 0.95, 3, 3605.2, 9999].map(seconds => cueAt(cues, seconds))).toEqual([-1, 0, 0, 1, 1])
})

test.each([
  ['Le cœur a ses « Élèves »', 'ELEVES', ['Le cœur a ses « ', '[Élèves]', ' »']],
  ['Le cœur bat', 'coeur', ['Le ', '[cœur]', ' bat']],
  ['L’été, l’été', "l'ete", ['[L’été]', ', ', '[l’été]']],
  ['Le bal', '  ', ['Le bal']]
])('in “%s”, “%s” is found', (text, wanted, pieces) => {
  expect(findIn(text, wanted)?.map(piece => (piece.isFound ? `[${piece.text}]` : piece.text))).toEqual(pieces)
})

test('what is not there is not found', () => expect(findIn('Le bal', 'danse')).toBe(null))

test('paragraphs end with a pause, with another speaker, and at a full stop once they are long', () => {
  const long = `${'mot '.repeat(110)}fin.`
  const texts = ['Un', 'deux.', 'Marie – Trois', long, 'Après.']
  const cues = texts.map((text, at) => ({ startSeconds: at, endSeconds: at + 1, text }))
  const later = { startSeconds: 60, endSeconds: 61, text: 'Tard' }
  expect(toParagraphs([...cues, later]).map(({ startSeconds, text }) => [startSeconds, text])).toEqual([
    [0, 'Un deux.'],
    [2, `Marie – Trois ${long}`],
    [4, 'Après.'],
    [60, 'Tard']
  ])
})
