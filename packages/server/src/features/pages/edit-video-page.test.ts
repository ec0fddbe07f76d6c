import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import type { People, Person } from '../../../../../tests/support/people.ts'
import { AppError } from '../../kernel/errors.ts'
import { invalidField } from '../../platform/http.ts'
import { chaptersText, readChapters, toBody } from './edit-video-form.ts'

const ada: Person = { userId: 1, accountId: 2, channelId: 3, username: 'ada', role: 'user' }
const root: Person = { ...ada, userId: 7, accountId: 8, username: 'root', role: 'administrator' }
const bob: Person = { ...ada, userId: 4, accountId: 5, username: 'bob' }
const PATH = '/videos/update/abc'
let bench: PageBench
let refusal: unknown
const asked: [id: string, given: unknown][] = []

const rendition = (id: number, height: number) => ({
  id,
  resolution: { id: height },
  width: 640,
  height,
  fps: 25,
  size: 1000,
  hasVideo: true,
  fileUrl: `http://a.example/${id}.mp4`,
  fileDownloadUrl: `http://a.example/download/${id}.mp4`
})
const PLAYLIST = { segmentsSha256Url: 'http://a.example/a.json', files: [rendition(7, 360), rendition(8, 240)] }
const SOURCE = {
  inputFilename: 'film.mov',
  size: 5000,
  width: 640,
  height: 360,
  fps: 25,
  createdAt: '2026-01-02T03:04:05.000Z',
  fileDownloadUrl: 'http://a.example/download/film.mov'
}
const video = {
  uuid: 'abc',
  shortUUID: 'short',
  name: 'A film',
  tags: ['a', 'b'],
  files: [],
  streamingPlaylists: [PLAYLIST],
  category: { id: null },
  licence: { id: 2 },
  language: { id: 'fr' },
  privacy: { id: 1 },
  channel: { id: 3 },
  commentsPolicy: { id: 1 },
  account: { id: 2, name: 'ada', displayName: 'Ada' },
  isLocal: true
}
const ANSWERS: Record<string, unknown> = {
  getVideoSource: SOURCE,
  getVideoTranscoding: { status: 'done' },
  getVideo: video,
  getVideoChannelsOfAccount: { data: [{ id: 3, displayName: 'Films' }] },
  getVideoCaptions: { data: [{ language: { id: 'fr', label: 'French' }, captionPath: '/a.vtt' }] },
  getVideoChapters: { chapters: [{ timecode: 3665, title: 'End' }] }
}

beforeAll(async () => {
  bench = await openPageBench({ ada, bob, root } as unknown as People, {
    async call(id, { params, body }) {
      if (!(id in ANSWERS)) {
        asked.push([id, body ?? params])
        if (refusal) throw refusal
      }
      return ANSWERS[id] as never
    },
    receiveFiles: async () => ({
      form: { fields: { name: 'x', privacy: '1' }, files: new Map() },
      release: async () => {}
    }),
    mayManage: ({ account }, viewer) => account.id === viewer.accountId || viewer.role !== 'user'
  })
})
afterAll(() => bench.close())
beforeEach(() => {
  asked.splice(0)
  refusal = undefined
})

const post = (path: string, form: Record<string, string> = {}, authorization = 'ada') =>
  bench.fetch(path, { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) })

test.each([
  ['', { tab: 'details', values: { name: 'A film', tags: 'a, b', licence: '2', category: '' } }],
  ['/captions', { tab: 'captions', captions: [{ language: 'fr', path: '/a.vtt' }] }],
  ['/chapters', { tab: 'chapters', chapters: '1:01:05 End' }],
  [
    '/files',
    {
      tab: 'files',
      hasFilm: true,
      isReplaceable: false,
      maxSizeBytes: 1000,
      transcoding: { status: 'done' },
      renditions: [
        { id: 7, resolution: 360, sizeBytes: 1000, downloadPath: '/download/7.mp4' },
        { id: 8, resolution: 240 }
      ],
      source: { fileName: 'film.mov', sizeBytes: 5000, downloadPath: '/download/film.mov' }
    }
  ],
  ['/give', { tab: 'give', username: '' }],
  ['/delete', { tab: 'delete' }]
])('its owner edits a video: %s', async (tab, part) => {
  for (const root of [PATH, '/videos/manage/abc']) {
    const { status, page } = await bench.show(`${root}${tab}?done=saved`, { authorization: 'ada' })
    expect([status, page]).toMatchObject([200, { kind: 'edit-video', part, done: 'saved', faults: [] }])
  }
})

test('what is saved goes to the API, and what it refuses is told beside what was typed', async () => {
  const answer = await post(PATH)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/videos/update/short?done=saved'])
  expect(asked).toMatchObject([['putVideo', { name: 'x', privacy: '1', tags: [], nsfw: false, scheduleUpdate: null }]])

  refusal = invalidField('name', 'Should have a name')
  const { status, page } = await bench.show(PATH, { authorization: 'ada' }, { a: 'b' })
  expect([status, page]).toMatchObject([400, { faults: ['name'], part: { values: { name: 'x' } }, done: null }])
  refusal = new AppError('not_found', 'Video not found')
  expect((await post(PATH)).status).toBe(404)
})

test('a video is offered to another member, and a name that nobody has is told', async () => {
  const offered = await post(`${PATH}/give`, { username: ' @bob ' })
  expect(offered.headers.get('location')).toBe('/videos/update/short/give?done=offered')
  expect(asked).toEqual([['giveVideoOwnership', { username: 'bob' }]])
  refusal = new AppError('invalid', 'Nobody', { field: 'username' })
  const { status, page } = await bench.show(`${PATH}/give`, { authorization: 'ada' }, { username: 'nobody' })
  expect([status, page]).toMatchObject([400, { faults: ['username'], part: { username: 'nobody' } }])
  asked.splice(0)
  expect((await post(`${PATH}/give`, { username: 'bob' }, 'bob')).status).toBe(403)
  expect(asked).toEqual([])
})

test.each([
  ['7', { id: 7, resolution: 360 }, 'delVideoHLSFile', { id: 'abc', fileId: '7' }],
  ['source', { fileName: 'film.mov' }, 'deleteVideoSourceFile', { id: 'abc' }]
])('who administers is asked before a file goes: %s', async (file, about, operation, params) => {
  const { page } = await bench.show(`${PATH}/files/remove?file=${file}`, { authorization: 'root' })
  expect(page).toMatchObject({ part: { tab: 'remove-file', file: about } })
  expect(asked).toEqual([])
  const answer = await post(`${PATH}/files/remove`, { file }, 'root')
  expect(answer.headers.get('location')).toBe('/videos/update/short/files?done=fileRemoved')
  expect(asked).toEqual([[operation, params]])
  expect((await bench.show(`${PATH}/files/remove?file=${file}`, { authorization: 'ada' })).status).toBe(403)
})

test.each([
  ['remove', 'invalid', 'fileLast'],
  ['remove', 'conflict', 'fileNeeded'],
  ['remove', 'not_found', 'fileGone'],
  ['remake', 'conflict', 'remake'],
  ['retry', 'conflict', 'retry']
] as const)('%s that the API refuses as %s is told as %s, with the files', async (form, code, fault) => {
  refusal = new AppError(code, 'No')
  const { status, page } = await bench.show(`${PATH}/files/${form}`, { authorization: 'root' }, { file: '7' })
  expect([status, page]).toMatchObject([400, { faults: [fault], part: { tab: 'files', source: {} }, done: null }])
})

test('renditions are made anew, and a file that nobody knows is told', async () => {
  expect((await post(`${PATH}/files/remake`, {}, 'root')).headers.get('location')).toContain('/files?done=remade')
  expect((await post(`${PATH}/files/retry`)).headers.get('location')).toContain('/files?done=retried')
  expect(asked).toEqual([
    ['createVideoTranscoding', { transcodingType: 'hls' }],
    ['retryVideoTranscoding', { id: 'abc' }]
  ])
  const { page } = await bench.show(`${PATH}/files/remove?file=9`, { authorization: 'root' })
  expect(page).toMatchObject({ faults: ['fileGone'], part: { tab: 'files' } })
  refusal = invalidField('fileId', 'Invalid value')
  const named = await bench.show(`${PATH}/files/remove`, { authorization: 'root' }, { file: 'x' })
  expect(named.page).toMatchObject({ faults: ['fileGone'] })
  refusal = new AppError('forbidden', 'Not yours')
  expect((await post(`${PATH}/files/remake`)).status).toBe(403)
})

test('chapters are replaced, captions removed, and the video deleted', async () => {
  await post(`${PATH}/chapters`, { chapters: '0:00 One\n\n1:05 Two' })
  await post(`${PATH}/captions/remove`, { language: 'fr' })
  const deleted = await post(`${PATH}/delete`)
  expect(deleted.headers.get('location')).toBe('/my-library/videos?done=video-deleted')
  const chapters = [
    { timecode: 0, title: 'One' },
    { timecode: 65, title: 'Two' }
  ]
  expect(asked).toEqual([
    ['replaceVideoChapters', { chapters }],
    ['delVideoCaption', { id: 'abc', captionLanguage: 'fr' }],
    ['delVideo', { id: 'abc' }]
  ])
  const { status, page } = await bench.show(`${PATH}/chapters`, { authorization: 'ada' }, { chapters: 'no time' })
  expect([status, page]).toMatchObject([400, { faults: ['chapters'], part: { chapters: 'no time' } }])
})

test('nobody else edits it', async () => {
  for (const tab of ['', '/captions', '/chapters', '/captions/remove', '/files/remove', '/files/remake', '/delete']) {
    const path = PATH + tab
    expect((await post(path, {}, 'bob')).status).toBe(403)
    const visitor = await bench.fetch(path, { method: 'POST' })
    expect([visitor.status, visitor.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/login/)])
  }
  expect((await bench.show(PATH, { authorization: 'bob' })).status).toBe(403)
  expect(asked).toEqual([])
})

test('a form says moments and lists as the API takes them', () => {
  const typed = { privacy: 'scheduled', scheduleAt: '2027-01-02T03:04', scheduleZone: '-60', tags: 'a, a,, b ' }
  expect(toBody({ ...typed, videoPasswords: 'one\r\n two \n', originallyPublishedAt: '2020-02-03' })).toMatchObject({
    privacy: '3',
    tags: ['a', 'b'],
    videoPasswords: ['one', 'two'],
    scheduleUpdate: { updateAt: '2027-01-02T02:04:00.000Z', privacy: '1' },
    originallyPublishedAt: '2020-02-03T00:00:00Z'
  })
  expect(toBody({ privacy: 'scheduled', scheduleAt: 'soon' })).toMatchObject({ scheduleUpdate: { updateAt: '' } })
  const sensitive = { nsfw: 'true', 'nsfw-explicitSex': 'true', nsfwSummary: ' Sand ' }
  expect(toBody(sensitive)).toMatchObject({ nsfw: true, nsfwFlags: 2, nsfwSummary: 'Sand' })
  expect(toBody({})).toMatchObject({ nsfw: false, nsfwFlags: 0, nsfwSummary: null })
  const text = '0:00 A\n1:02:03 B'
  expect(chaptersText(readChapters(text)!)).toBe(text)
})
