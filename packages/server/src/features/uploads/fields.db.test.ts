/** What an uploader says of a video, from the form to the rows. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  aForm,
  EASY_MEDIA,
  type Form,
  openUploadBench,
  type UploadBench
} from '../../../../../tests/support/upload-bench.ts'

let bench: UploadBench
const images: string[] = []

beforeAll(async () => {
  const convertImage = async ({ from }: { from: string }) => void images.push(from)
  bench = await openUploadBench({ media: { ...EASY_MEDIA, convertImage } })
})
afterAll(() => bench.close())
beforeEach(() => void images.splice(0))

const videofile = new File(['0123456789'], 'My holiday.MP4')

async function storedVideo(answer: Response) {
  expect(answer.status).toBe(200)
  const { video } = (await answer.json()) as { video: { id: number; uuid: string } }
  const { rows } = await bench.db.query<Record<string, unknown>>(
    `SELECT video.*, original.file_name, original.storage_key, original.size_bytes, transcoding.status,
            ARRAY(SELECT password FROM video_password WHERE video_id = video.id ORDER BY password) AS passwords
       FROM video JOIN original ON original.video_id = video.id JOIN transcoding ON transcoding.video_id = video.id
      WHERE video.id = $1 AND video.uuid = $2`,
    [video.id, video.uuid]
  )
  return rows[0]!
}

const FIELDS: Form = {
  name: ' Un été à la mer ',
  privacy: '3',
  category: '6',
  licence: '2',
  language: 'fr',
  nsfw: 'true',
  description: '# Bonjour',
  support: 'Merci à tous',
  commentsPolicy: '3',
  downloadEnabled: 'false',
  waitTranscoding: 'true',
  'tags[]': ['mer', 'été', 'mer'],
  originallyPublishedAt: '1999-12-31T23:00:00.000Z',
  'scheduleUpdate[updateAt]': '2040-01-01T10:00:00+02:00',
  'scheduleUpdate[privacy]': '2'
}
const ROW = {
  name: 'Un été à la mer',
  privacy: 3,
  category: 6,
  licence: 2,
  language: 'fr',
  sensitive: true,
  description: '# Bonjour',
  support: 'Merci à tous',
  comments_policy: 3,
  download_enabled: false,
  wait_transcoding: true,
  state: 2,
  tags: ['mer', 'été'],
  originally_published_at: new Date('1999-12-31T23:00:00Z'),
  scheduled_at: new Date('2040-01-01T08:00:00Z'),
  scheduled_privacy: 2,
  passwords: []
}

test('a form with everything becomes rows with everything', async () => {
  const row = await storedVideo(await bench.post({ ...FIELDS, videofile }))
  expect(row).toMatchObject({ ...ROW, file_name: 'My holiday.MP4', size_bytes: 10, status: 'waiting' })
  expect(row['storage_key']).toBe(`originals/${row['uuid']}.mp4`)
})

test('a name and a channel are enough: public, published at once, open to comments and downloads', async () => {
  const row = await storedVideo(await bench.post({ videofile }))
  expect(row).toMatchObject({
    privacy: 1,
    state: 1,
    wait_transcoding: false,
    comments_policy: 1,
    download_enabled: true,
    sensitive: false,
    category: null,
    licence: null,
    language: null,
    description: null,
    tags: [],
    scheduled_at: null
  })
})

test.each([
  ['true', 1],
  ['false', 2]
])("older clients' commentsEnabled=%s becomes the policy %i", async (commentsEnabled, policy) => {
  const row = await storedVideo(await bench.post({ videofile, commentsEnabled }))
  expect(row['comments_policy']).toBe(policy)
})

test('a password video keeps each of its passwords once', async () => {
  const videoPasswords = ['sesame', 'open', 'sesame']
  const row = await storedVideo(await bench.post({ videofile, privacy: '5', 'videoPasswords[]': videoPasswords }))
  expect(row).toMatchObject({ privacy: 5, passwords: ['open', 'sesame'] })
})

test('a beginning in JSON says as much as a form', async () => {
  const path = await bench.begun(10, {
    name: 'Un été à la mer',
    privacy: 5,
    category: 6,
    waitTranscoding: true,
    tags: ['mer', 'été'],
    commentsPolicy: 3,
    videoPasswords: ['sesame'],
    filename: 'mer.webm',
    scheduleUpdate: { updateAt: '2040-01-01T08:00:00.000Z' }
  })
  const row = await storedVideo(await bench.put(path, 'bytes 0-9/10', '0123456789'))
  expect(row).toMatchObject({
    name: 'Un été à la mer',
    privacy: 5,
    category: 6,
    state: 2,
    tags: ['mer', 'été'],
    comments_policy: 3,
    passwords: ['sesame'],
    scheduled_privacy: 1,
    scheduled_at: new Date('2040-01-01T08:00:00Z'),
    file_name: 'mer.webm'
  })
})

test("a beginning as PeerTube's web client sends it brings its pictures, which are used at the end", async () => {
  const picture = new File(['picture'], 'p.jpg', { type: 'image/jpeg' })
  const channelId = String(bench.people.ada.channelId)
  const form = aForm({ ...FIELDS, channelId, filename: 'mer.mp4', thumbnailfile: picture, previewfile: picture })
  const answer = await bench.begin(form, 10)
  expect([answer.status, answer.headers.get('location')]).toEqual([
    201,
    expect.stringMatching(/^\/\/localhost:9000\/api\/v1\/videos\/upload-resumable\?upload_id=/)
  ])
  const path = answer.headers.get('location')!.replace('//localhost:9000', '')
  const id = new URLSearchParams(path.split('?')[1]).get('upload_id')
  expect((await bench.files()).filter(name => name.startsWith('uploads/'))).toContain(`uploads/${id}.image`)

  await bench.restart()
  expect(await storedVideo(await bench.put(path, 'bytes 0-9/10', '0123456789'))).toMatchObject(ROW)
  expect(images).toEqual([`${bench.folder}/uploads/${id}.image`])
  expect((await bench.files()).filter(name => name.startsWith('uploads/'))).toEqual([])
})

test('what a beginning says wrongly is refused with its picture', async () => {
  const picture = new File(['picture'], 'p.jpg')
  const form = aForm({ ...FIELDS, channelId: '1', filename: 'a.mp4', thumbnailfile: picture, privacy: '9' })
  const before = await bench.files()
  expect((await bench.begin(form, 10)).status).toBe(400)
  expect(await bench.files()).toEqual(before)
})
