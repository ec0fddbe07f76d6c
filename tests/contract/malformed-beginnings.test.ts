/** Resumable uploads that must not begin, and addresses that are no upload's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aForm, EASY_MEDIA, openUploadBench, type UploadBench } from '../support/upload-bench.ts'

const PATH = '/api/v1/videos/upload-resumable'
let bench: UploadBench
let fields: Record<string, unknown>

beforeAll(async () => {
  bench = await openUploadBench({ media: EASY_MEDIA, maxUploadBytes: 1000 })
  fields = { name: 'A video', channelId: bench.people.ada.channelId, filename: 'a.mp4' }
})
afterAll(() => bench.close())

async function expectNothingBegun() {
  expect(await bench.files()).toEqual([])
  expect((await bench.db.query('SELECT 1 AS found FROM resumable_upload')).rows).toEqual([])
}

const send = (body: string | FormData | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const type = body instanceof FormData ? {} : { 'content-type': 'application/json' }
  const all = { authorization: 'ada', 'x-upload-content-length': '10', ...type, ...headers }
  return fetch(bench.url(PATH), { method: 'POST', headers: all, body })
}

test.each(['', 'ten', '-1', '0', '1.5', 'NaN', 'Infinity', '1e400', '10, 10', '9007199254740993'])(
  'a length of %j is none',
  async length => {
    const answer = await send(JSON.stringify(fields), { 'x-upload-content-length': length })
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Should specify the file length')
    ])
    await expectNothingBegun()
  }
)

test('a file larger than the server takes does not begin', async () => {
  const answer = await send(JSON.stringify(fields), { 'x-upload-content-length': '1001' })
  expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'max_file_size_reached' }])
  await expectNothingBegun()
})

const BODIES: Record<string, [body: string, status: number, headers?: Record<string, string>]> = {
  'no body': ['', 400],
  'half a body': ['{"name":', 400],
  'a list': ['[]', 400],
  'a word': ['"A video"', 400],
  nothing: ['null', 400],
  'a prototype': ['{"__proto__":{"name":"A video","filename":"a.mp4"}}', 400],
  'a body beyond measure': [`{"name":"${'n'.repeat(550_000)}"}`, 413],
  'a body of a kind unknown': ['name=A+video', 400, { 'content-type': 'text/plain' }],
  'a body packed in a way unknown': ['{}', 415, { 'content-encoding': 'secret' }],
  'a body in letters unknown': ['{}', 415, { 'content-type': 'application/json; charset=klingon' }],
  'a form without a boundary': ['x', 400, { 'content-type': 'multipart/form-data' }]
}

test.each(Object.keys(BODIES))('%s begins nothing', async name => {
  const [body, status, headers] = BODIES[name]!
  expect((await send(body, headers)).status).toBe(status)
  await expectNothingBegun()
})

const FIELDS: Record<string, [change: Record<string, unknown>, field: string]> = {
  'no file name': [{ filename: undefined }, 'filename'],
  'an empty file name': [{ filename: '' }, 'filename'],
  'a file name beyond measure': [{ filename: 'n'.repeat(2001) }, 'filename'],
  'a list of file names': [{ filename: ['a.mp4'] }, 'filename'],
  'a name that is a number': [{ name: 12345 }, 'name'],
  'a name that is an object': [{ name: { length: 10 } }, 'name'],
  'a channel that is an object': [{ channelId: { $gt: 0 } }, 'channelId'],
  'a channel beyond numbers': [{ channelId: 1e300 }, 'channelId'],
  'a privacy that is true': [{ privacy: true }, 'privacy'],
  'a flag that is a number': [{ nsfw: 2 }, 'nsfw'],
  'tags that are one object': [{ tags: { 0: 'aa', length: 1 } }, 'tags'],
  'a tag that is a number': [{ tags: [12] }, 'tags'],
  'a schedule that is a list': [{ scheduleUpdate: ['2040-01-01T00:00:00Z'] }, 'scheduleUpdate'],
  'a schedule beyond time': [{ scheduleUpdate: { updateAt: '+999999-01-01T00:00:00Z' } }, 'scheduleUpdate'],
  'passwords that are numbers': [{ privacy: 5, videoPasswords: [1234] }, 'videoPasswords']
}

test.each(Object.keys(FIELDS))('%s is refused by its name', async name => {
  const [change, field] = FIELDS[name]!
  const answer = await send(JSON.stringify({ ...fields, ...change }))
  expect(answer.status).toBe(400)
  expect(Object.keys(((await answer.json()) as Record<string, object>)['invalid-params'] ?? {})).toContain(field)
  await expectNothingBegun()
})

test('a channel that does not exist is not told from a foreign one', async () => {
  for (const channelId of [bench.people.bob.channelId, 999_999_999]) {
    const answer = await send(JSON.stringify({ ...fields, channelId }))
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { detail: 'Unknown video "video channel" for this account.' }
    ])
  }
  await expectNothingBegun()
})

test('a picture beyond measure is refused with its upload', async () => {
  const thumbnailfile = new File([new Uint8Array(8_000_001)], 't.jpg')
  const { name, filename } = fields as { name: string; filename: string }
  const form = aForm({ name, filename, channelId: String(fields['channelId']), thumbnailfile })
  expect((await send(form)).status).toBe(413)
  await expectNothingBegun()
})

test.each(['', '?', '?upload_id=', '?upload_id=..', '?upload_id=%00', '?upload_id=a&upload_id=b', '?upload_id[]=a'])(
  'no upload has the address %j',
  async query => {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await fetch(bench.url(PATH + query), { method, headers: { authorization: 'ada' } })
      expect([method, answer.status]).toEqual([method, 403])
    }
  }
)

test('path parts in the name of a file that arrives in parts stay out of the disk', async () => {
  const path = await bench.begun(10, { filename: '../../../evil/..\\a\u0000\u0007.mp4' })
  expect((await bench.put(path, 'bytes 0-9/10', '0123456789')).status).toBe(200)
  expect(await bench.files()).toEqual([expect.stringMatching(/^originals\/[0-9a-f-]{36}\.mp4$/)])
  const { rows } = await bench.db.query('SELECT file_name FROM original')
  expect(rows).toEqual([{ file_name: 'a.mp4' }])
})
