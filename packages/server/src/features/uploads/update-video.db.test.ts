/** Changing what a video says of itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  aForm,
  EASY_MEDIA,
  type Form,
  openUploadBench,
  type UploadBench
} from '../../../../../tests/support/upload-bench.ts'

let bench: UploadBench
let video: { id: number; uuid: string }

/** Makes pictures that exist, so that what is left behind can be seen. */
async function convertImage({ thumbnailPath, previewPath }: { thumbnailPath: string; previewPath: string }) {
  const { writeFile } = await import('node:fs/promises')
  await writeFile(thumbnailPath, 'thumbnail')
  await writeFile(previewPath, 'preview')
}

beforeAll(async () => {
  bench = await openUploadBench({ media: { ...EASY_MEDIA, convertImage } })
})
afterAll(() => bench.close())
beforeEach(async () => {
  const answer = await bench.post({
    name: 'Before',
    privacy: '3',
    category: '6',
    licence: '2',
    language: 'fr',
    description: 'Words',
    support: 'Give',
    'tags[]': ['mer'],
    nsfw: 'true',
    commentsPolicy: '2',
    downloadEnabled: 'false',
    originallyPublishedAt: '2001-01-01T00:00:00Z',
    videofile: new File(['0123456789'], 'a.mp4')
  })
  video = ((await answer.json()) as { video: typeof video }).video
})

const put = (
  body: NonNullable<RequestInit['body']>,
  { as = 'ada', headers = {} }: { as?: string; headers?: Record<string, string> } = {}
) =>
  fetch(bench.url(`/api/v1/videos/${video.uuid}`), {
    method: 'PUT',
    body,
    headers: { ...headers, ...(as && { authorization: as }) }
  })
const putJson = (body: unknown, as?: string) =>
  put(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' }, ...(as !== undefined && { as }) })
const putForm = (fields: Form) => put(aForm(fields))

async function row() {
  const { rows } = await bench.db.query<Record<string, unknown>>(
    `SELECT *, ARRAY(SELECT password FROM video_password WHERE video_id = video.id) AS passwords
       FROM video WHERE id = $1`,
    [video.id]
  )
  return rows[0]!
}

const KEPT = {
  name: 'Before',
  privacy: 3,
  category: 6,
  licence: 2,
  language: 'fr',
  description: 'Words',
  support: 'Give',
  tags: ['mer'],
  sensitive: true,
  comments_policy: 2,
  download_enabled: false,
  passwords: []
}

test.each([
  ['JSON', () => putJson({ name: ' After ' })],
  ['a form', () => putForm({ name: ' After ' })]
])('one field as %s changes that field alone', async (_kind, change) => {
  expect((await change()).status).toBe(204)
  expect(await row()).toMatchObject({ ...KEPT, name: 'After' })
})

test('nothing sent changes nothing, and empty values never open a video', async () => {
  expect((await putJson({})).status).toBe(204)
  expect((await putForm({ privacy: '', channelId: '', commentsPolicy: '' })).status).toBe(204)
  expect((await putJson({ privacy: null })).status).toBe(204)
  expect(await row()).toMatchObject(KEPT)
})

test('what is sent empty is emptied', async () => {
  const nothing = { category: '', licence: 'null', language: '', description: '', support: '', tags: '' }
  expect((await putForm({ ...nothing, originallyPublishedAt: '' })).status).toBe(204)
  expect(await row()).toMatchObject({
    category: null,
    licence: null,
    language: null,
    description: null,
    support: null,
    tags: [],
    originally_published_at: null,
    privacy: 3
  })
})

test('everything can change at once', async () => {
  const scheduleUpdate = { updateAt: '2040-01-01T00:00:00Z', privacy: 1 }
  const changed = { category: 16, licence: 1, language: 'en', description: 'New', tags: ['a1', 'b2'], nsfw: false }
  expect(
    (await putJson({ ...changed, privacy: 2, commentsEnabled: true, downloadEnabled: true, scheduleUpdate })).status
  ).toBe(204)
  expect(await row()).toMatchObject({
    category: 16,
    licence: 1,
    language: 'en',
    description: 'New',
    tags: ['a1', 'b2'],
    sensitive: false,
    privacy: 2,
    comments_policy: 1,
    download_enabled: true,
    scheduled_privacy: 1,
    scheduled_at: new Date('2040-01-01')
  })
})

test('what is sensitive is kept until it is taken back, alone or with the word that it is', async () => {
  const said = (sensitive_flags: number, sensitive_summary: string | null) => ({ sensitive_flags, sensitive_summary })
  expect((await putForm({ nsfw: 'true', nsfwFlags: '3', nsfwSummary: ' A fight ' })).status).toBe(204)
  expect((await putJson({ name: 'After' })).status).toBe(204)
  expect(await row()).toMatchObject(said(3, 'A fight'))
  expect((await putJson({ nsfwFlags: 1, nsfwSummary: null })).status).toBe(204)
  expect(await row()).toMatchObject(said(1, null))
  expect((await putJson({ nsfw: false, nsfwSummary: 'None' })).status).toBe(204)
  expect(await row()).toMatchObject({ sensitive: false, ...said(0, null) })
})

test.each([{ nsfwFlags: 4 }, { nsfwFlags: -1 }, { nsfwFlags: 'violent' }, { nsfwSummary: 'a'.repeat(251) }])(
  'what says nothing of sensitivity is refused: %j',
  async fields => expect((await putJson(fields)).status).toBe(400)
)

describe('privacy', () => {
  test('a password is asked for, kept while it protects, and gone after', async () => {
    expect((await putJson({ privacy: 5 })).status).toBe(400)
    expect((await putJson({ privacy: 5, videoPasswords: ['sesame', 'open'] })).status).toBe(204)
    expect((await row())['passwords']).toEqual(['sesame', 'open'])
    expect((await putJson({ name: 'Still protected' })).status).toBe(204)
    expect((await row())['passwords']).toHaveLength(2)
    expect((await putJson({ privacy: 2 })).status).toBe(204)
    expect((await row())['passwords']).toEqual([])
  })

  test('others hear when it opens, and whenever it changes', async () => {
    const heard = async () => {
      const { rows } = await bench.db.query<{ type: string }>(
        `WITH heard AS (DELETE FROM domain_event WHERE subscriber = 'federation' RETURNING id, payload)
         SELECT payload ->> 'type' AS type FROM heard WHERE payload ->> 'type' LIKE 'video.%' ORDER BY id`
      )
      return rows.map(({ type }) => type)
    }
    await bench.db.query('UPDATE video SET state = 1 WHERE id = $1', [video.id])
    await heard()
    for (const body of [{ name: 'Renamed' }, { privacy: 1 }, { tags: ['mer'] }, { privacy: 4 }]) await putJson(body)
    expect(await heard()).toEqual(['video.updated', 'video.published', 'video.updated', 'video.updated'])
    expect((await putJson({ name: 'x' })).status).toBe(400)
    expect(await heard()).toEqual([])
  })

  test('a private video is published anew when it opens', async () => {
    await bench.db.query("UPDATE video SET published_at = '2020-01-01' WHERE id = $1", [video.id])
    await putJson({ privacy: 1 })
    const published = (await row())['published_at'] as Date
    expect(published.getFullYear()).toBeGreaterThan(2020)
    await putJson({ privacy: 2 })
    expect((await row())['published_at']).toEqual(published)
  })
})

describe('what is refused changes nothing', () => {
  test.each([
    [{ name: 'a' }, 'name'],
    [{ name: '' }, 'name'],
    [{ category: 125 }, 'category'],
    [{ language: 'klingon' }, 'language'],
    [{ privacy: 42 }, 'privacy'],
    [{ tags: ['a1', 'b1', 'c1', 'd1', 'e1', 'f1'] }, 'tags'],
    [{ scheduleUpdate: { updateAt: 'soon' } }, 'scheduleUpdate'],
    [{ description: 'x'.repeat(10_001) }, 'description']
  ])('%j', async (body, field) => {
    const answer = await putJson({ support: 'Changed', ...body })
    expect(answer.status).toBe(400)
    expect(Object.keys(((await answer.json()) as { 'invalid-params': object })['invalid-params'])).toEqual([field])
    expect(await row()).toMatchObject(KEPT)
  })

  test.each([
    ['', 401],
    ['bob', 403]
  ])('by "%s"', async (as, status) => {
    expect((await putJson({ name: 'Stolen' }, as)).status).toBe(status)
    expect(await row()).toMatchObject(KEPT)
  })

  test('a move into a channel of somebody else, even by a moderator', async () => {
    const { bob, mona } = bench.people
    for (const [as, channelId] of [
      ['ada', bob.channelId],
      ['mona', mona.channelId]
    ] as const)
      expect((await putJson({ channelId }, as)).status).toBe(400)
    expect((await putJson({ name: 'Moderated' }, 'mona')).status).toBe(204)
  })
})

describe('pictures', () => {
  const picture = () => new File(['a picture'], 'a.png')

  test('replace the old ones, which are deleted', async () => {
    await putForm({ thumbnailfile: picture() })
    const first = await row()
    await putForm({ previewfile: picture() })
    const second = await row()
    expect(second['thumbnail_name']).not.toBe(first['thumbnail_name'])
    const files = await bench.files()
    expect(files).toContain(`thumbnails/${second['thumbnail_name']}`)
    expect(files.join()).not.toContain(String(first['thumbnail_name']))
    expect(files.filter(file => file.startsWith('uploads/'))).toEqual([])
  })

  test('leave nothing behind when the fields are refused', async () => {
    const before = await bench.files()
    expect((await putForm({ name: 'a', thumbnailfile: picture() })).status).toBe(400)
    expect(await bench.files()).toEqual(before)
  })
})

test('what moderators watch for is found in a new video, and again in a changed one', async () => {
  await bench.db.query(
    `INSERT INTO watched_words_list (account_id, name, words)
     VALUES (NULL, 'money', '{casino}'), ((SELECT min(id) FROM account), 'mine', '{casino}')`
  )
  const tags = async () => {
    const { rows } = await bench.db.query<{ name: string }>(
      'SELECT name FROM video_automatic_tag WHERE video_id = $1 ORDER BY name',
      [video.id]
    )
    return rows.map(({ name }) => name)
  }
  expect(await tags()).toEqual([])
  await putJson({ name: 'The casino', description: 'See https://elsewhere.example/' })
  expect(await tags()).toEqual(['external-link', 'money'])
  await putJson({ description: 'No casino here' })
  expect(await tags()).toEqual(['money'])
  await putJson({ name: 'Nothing', description: null })
  expect(await tags()).toEqual([])
})
