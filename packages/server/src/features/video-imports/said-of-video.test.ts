import { expect, test } from 'vitest'
import { UploadFields } from '../../contract/index.ts'
import { withWhatIsSaid } from './said-of-video.ts'

const FIELDS = UploadFields.parse({ name: 'film.mp4', channelId: 1 })
const said = (words: unknown, fields = FIELDS, isNamed = false) => withWhatIsSaid(fields, words, isNamed).fields

test('what a page says fills what its importer left open', () => {
  const page = {
    title: '  Une fête\u0007 ',
    description: 'Deux\nlignes',
    tags: ['été', 'x', 7, 'été'],
    age_limit: 18,
    language: 'fr-FR',
    license: 'Creative Commons Attribution-ShareAlike',
    upload_date: '20240506'
  }
  expect(said(page)).toEqual({
    ...FIELDS,
    name: 'Une fête',
    description: 'Deux\nlignes',
    tags: ['été'],
    nsfw: true,
    language: 'fr',
    licence: 2,
    originallyPublishedAt: '2024-05-06T00:00:00.000Z'
  })
  const own = { name: 'Mine', description: 'My own', tags: ['mine'], language: 'en', licence: 1 }
  expect(said(page, { ...FIELDS, ...own }, true)).toMatchObject({ ...own, nsfw: true })
})

test.each([
  ['https://creativecommons.org/licenses/by-nc-nd/4.0/', 6],
  ['CC-BY', 1],
  ['Public Domain', 7],
  ['All rights reserved', null]
])('%s is licence %s', (license, licence) => {
  expect(said({ license }).licence).toBe(licence)
})

test.each([
  null,
  'words',
  [],
  {
    title: 3,
    description: {},
    tags: 'a,b',
    age_limit: 'x',
    thumbnail: [],
    upload_date: 20240506,
    language: '__proto__'
  },
  { title: 'ab', description: '\0\0\0', tags: [null, 'y'.repeat(31)], timestamp: 1e300, upload_date: '99999999' }
])('%j changes nothing', words => {
  expect(said(words)).toEqual(FIELDS)
})

test('what is too long is cut', () => {
  const { name, description } = said({ title: '😀'.repeat(100), description: 'x'.repeat(20_000) })
  expect([name, description?.length]).toEqual(['😀'.repeat(60), 10_000])
})
