import { afterEach, expect, test, vi } from 'vitest'
import type { Send } from '../../api/transport.ts'
import { parseChapters } from './chapters.ts'
import { captionFault, type Extras, guessLanguage, hasUnsaved, NO_EXTRAS, saveExtras } from './extras.ts'

afterEach(() => vi.unstubAllGlobals())

const caption = (name: string, language = 'fr') => ({
  file: new File(['WEBVTT'], name),
  language,
  isSaved: false,
  fault: null
})

/** @param refused Languages that the server does not take, and with what. */
function bench(given: Partial<Extras>, refused: Record<string, number> = {}) {
  let extras: Extras = { ...NO_EXTRAS, ...given }
  const sent: string[] = []
  const send: Send = async ({ url }) => {
    sent.push(url)
    return { status: refused[url.split('/').at(-1)!] ?? 204, body: '', header: () => null }
  }
  const change = (part: Partial<Extras>) => {
    extras = { ...extras, ...part }
  }
  const save = () => saveExtras({ send, read: () => extras, change }, 'a-film')
  return { sent, save, change, read: () => extras }
}

test('each line is a chapter, with a time of its own', () => {
  expect(parseChapters('0:00 Bienvenue\n\n 1:02:03  Le bal ')).toEqual([
    { timecode: 0, title: 'Bienvenue' },
    { timecode: 3723, title: 'Le bal' }
  ])
  expect(parseChapters('')).toEqual([])
  for (const text of ['Bienvenue', '0:00', '0:75 Trop', '0:10 Un\n00:10 Deux', `0:00 ${'x'.repeat(101)}`])
    expect([text, parseChapters(text)]).toEqual([text, null])
})

test.each([
  ['film.en.vtt', 'en'],
  ['film_EN-gb.srt', 'en'],
  ['film.xx.vtt', 'fr'],
  ['en.vtt', 'fr']
])('%s is taken for %s', (name, language) => expect(guessLanguage(name, 'fr')).toBe(language))

test('what is refused leaves the others, and is sent again once it is mended', async () => {
  const { sent, save, change, read } = bench(
    { captions: [caption('a.vtt'), caption('b.vtt', 'de'), caption('c.vtt', 'de'), caption('d.txt', 'it')] },
    { de: 400 }
  )
  await save()
  expect(sent).toEqual(['/api/v1/videos/a-film/captions/fr', '/api/v1/videos/a-film/captions/de'])
  const { captions } = read()
  expect(captions.map(({ isSaved, fault }) => [isSaved, fault])).toEqual([
    ...[
      [true, null],
      [false, 'upload.captions.fault'],
      [false, null],
      [false, null]
    ]
  ])
  expect([2, 3].map(at => captionFault(captions, at))).toEqual(['upload.captions.twice', 'upload.captions.fault'])
  expect([hasUnsaved(read()), read().isSaving]).toEqual([true, false])

  change({ captions: captions.slice(0, 2).map(one => (one.isSaved ? one : { ...one, language: 'es' })) })
  await save()
  expect([sent.slice(2), hasUnsaved(read())]).toEqual([['/api/v1/videos/a-film/captions/es'], false])
})

test('chapters that are being typed on are not yet saved, and those without a time are kept back', async () => {
  const asked: string[] = []
  const { save, change, read } = bench({ chapters: '0:00 Un' })
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    asked.push(body)
    change({ chapters: '0:00 Un\n0:1' })
    return new Response(null, { status: 204 })
  })
  await save()
  expect([asked, read().savedChapters, hasUnsaved(read())]).toEqual([
    ['{"chapters":[{"title":"Un","timecode":0}]}'],
    '0:00 Un',
    true
  ])
  await save()
  expect(asked.length).toBe(1)
})
