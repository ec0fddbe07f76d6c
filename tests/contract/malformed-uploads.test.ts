/** Uploads that must be refused, driven against the real route with the real ffprobe: right status, nothing left. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openUploads, uploadRoutes } from '../../packages/server/src/features/uploads/index.ts'
import { createUser } from '../../packages/server/src/features/users/index.ts'
import { problemHandler, type Viewer } from '../../packages/server/src/platform/http.ts'
import { openDiskStorage } from '../../packages/server/src/platform/storage/disk.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { serve, type TestServer } from '../support/serve.ts'
import { someSettings } from '../support/settings.ts'

const MAX_BYTES = 300_000
let database: FreshDatabase
let folder: string
let server: TestServer
let channelId: number
let foreignChannelId: number
const clips = new Map<string, Buffer<ArrayBuffer>>()

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'malformed-'))
  const person = (username: string) => ({
    username,
    email: `${username}@a.org`,
    password: 'a-password',
    role: 'user' as const
  })
  const ada = await createUser(database.db, person('ada'))
  channelId = ada.channelId
  foreignChannelId = (await createUser(database.db, person('bob'))).channelId
  const viewer: Viewer = { userId: ada.id, accountId: ada.accountId, username: 'ada', role: 'user' }

  const queue = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }
  const storage = openDiskStorage(join(folder, 'data'))
  const config = { origin: 'http://localhost:9000', maxUploadBytes: MAX_BYTES }
  const uploads = await openUploads({ config, settings: someSettings(), db: database.db, queue, storage })
  const app = express()
  app.use((req, res, next) => {
    if (req.get('authorization')) res.locals['viewer'] = viewer
    next()
  })
  app.use('/api/v1', uploadRoutes(uploads), problemHandler)
  server = await serve(app)
  await makeClips()
})
afterAll(async () => {
  await server?.close()
  await database?.close()
  if (folder) await rm(folder, { recursive: true })
})

async function makeClips() {
  const make = async (name: string, ...args: string[]) => {
    const path = join(folder, name)
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', ...args, path])
    clips.set(name, Buffer.from(await readFile(path)))
  }
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=128x72:rate=10:duration=1']
  await make('good.mp4', ...picture, '-c:v', 'libx264', '-preset', 'ultrafast')
  await make('fast.mp4', ...picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart')
  await make('good.webm', ...picture, '-c:v', 'libvpx', '-deadline', 'realtime')
  await make('good.png', ...picture, '-frames:v', '1')
}

const text = (value: string) => Buffer.from(value)
const clip = (name: string) => clips.get(name)!
const playlist = (line: string) => text(`#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${line}\n#EXT-X-ENDLIST\n`)

/** Files that are no video, whatever they are called. */
const FILES: Record<string, () => Uint8Array> = {
  'no byte at all': () => text(''),
  'one byte': () => text('x'),
  'plain text': () => text('not a video at all'),
  html: () => text('<!doctype html><script>alert(1)</script>'),
  svg: () => text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  json: () => text('{"streams":[]}'),
  'a shell script': () => text('#!/bin/sh\nexit 0\n'),
  zeros: () => Buffer.alloc(10_000),
  'ones all over': () => Buffer.alloc(10_000, 0xff),
  'a zip': () => Buffer.from('504b0304140000000800', 'hex'),
  'a gzip': () => Buffer.from('1f8b0800000000000003', 'hex'),
  'an executable': () => Buffer.from('7f454c4602010100', 'hex'),
  'a pdf': () => text('%PDF-1.7\n%%EOF'),
  'a playlist of local files': () => playlist('file:///etc/passwd'),
  'a playlist of the network': () => playlist('http://127.0.0.1:9/secret.ts'),
  'a playlist of concat': () => playlist('concat:/etc/passwd|/etc/group'),
  'a playlist with a key': () =>
    text('#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="file:///etc/passwd"\n#EXTINF:1,\na.ts\n'),
  'a master playlist': () => text('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n'),
  'a concat script': () => text("ffconcat version 1.0\nfile '/etc/passwd'\n"),
  'a dash manifest': () => text('<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'),
  'an sdp': () => text('v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n'),
  subtitles: () => text('WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n'),
  'only an mp4 header': () => clip('good.mp4').subarray(0, 32),
  'an mp4 without its index': () => clip('good.mp4').subarray(0, Math.floor(clip('good.mp4').length / 2)),
  'an mp4 cut in its index': () => clip('fast.mp4').subarray(0, 300),
  'an mp4 whose header is gone': () => clip('good.mp4').subarray(64),
  'only a webm header': () => clip('good.webm').subarray(0, 40),
  'an mp4 index that lies': () => scrambled(clip('fast.mp4'), 40, 700),
  'an mp4 with a huge box': () => Buffer.from(`ffffffff${'66747970'}69736f6d`, 'hex')
}

function scrambled(whole: Uint8Array, from: number, to: number): Uint8Array {
  return whole.map((byte, at) => (at >= from && at < to ? (byte * 31 + at) & 0xff : byte))
}

/** Form fields that break a rule, beside a good file. */
const FIELDS: Record<string, [fields: Record<string, string | string[]>, field: string]> = {
  'no name': [{ name: '' }, 'name'],
  'a short name': [{ name: 'ab' }, 'name'],
  'a blank name': [{ name: '          ' }, 'name'],
  'a name of NULs': [{ name: '\0\0\0\0\0' }, 'name'],
  'a long name': [{ name: 'n'.repeat(121) }, 'name'],
  'no channel': [{ channelId: '' }, 'channelId'],
  'a channel in words': [{ channelId: 'mine' }, 'channelId'],
  'channel zero': [{ channelId: '0' }, 'channelId'],
  'a negative channel': [{ channelId: '-1' }, 'channelId'],
  'a broken channel': [{ channelId: '1.5' }, 'channelId'],
  'a channel injection': [{ channelId: '1; DROP TABLE video' }, 'channelId'],
  'an unknown privacy': [{ privacy: '42' }, 'privacy'],
  'privacy zero': [{ privacy: '0' }, 'privacy'],
  'privacy in words': [{ privacy: 'public' }, 'privacy'],
  'an unknown category': [{ category: '125' }, 'category'],
  'a category in words': [{ category: 'music' }, 'category'],
  'an unknown licence': [{ licence: '77' }, 'licence'],
  'an unknown language': [{ language: 'xx-nope' }, 'language'],
  'the language __proto__': [{ language: '__proto__' }, 'language'],
  'the language constructor': [{ language: 'constructor' }, 'language'],
  'a short description': [{ description: 'ab' }, 'description'],
  'a long description': [{ description: 'd'.repeat(10_001) }, 'description'],
  'a short support': [{ support: 'ab' }, 'support'],
  'a long support': [{ support: 's'.repeat(1001) }, 'support'],
  'six tags': [{ 'tags[]': ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'] }, 'tags'],
  'a short tag': [{ 'tags[0]': 'a' }, 'tags'],
  'a long tag': [{ tags: 't'.repeat(31) }, 'tags'],
  'tags as an object': [{ 'tags[a]': 'aa' }, 'tags'],
  'nsfw maybe': [{ nsfw: 'maybe' }, 'nsfw'],
  'waiting maybe': [{ waitTranscoding: 'maybe' }, 'waitTranscoding'],
  'downloads maybe': [{ downloadEnabled: '2' }, 'downloadEnabled'],
  'an unknown comments policy': [{ commentsPolicy: '9' }, 'commentsPolicy'],
  'a schedule in words': [{ scheduleUpdate: 'tomorrow' }, 'scheduleUpdate'],
  'a schedule without a time': [{ 'scheduleUpdate[privacy]': '1' }, 'scheduleUpdate'],
  'a schedule on no day': [{ 'scheduleUpdate[updateAt]': '2030-02-31' }, 'scheduleUpdate'],
  'a schedule to private': [
    { 'scheduleUpdate[updateAt]': '2030-01-01T00:00:00Z', 'scheduleUpdate[privacy]': '3' },
    'scheduleUpdate'
  ],
  'a first publication in words': [{ originallyPublishedAt: 'long ago' }, 'originallyPublishedAt'],
  'a password video without one': [{ privacy: '5' }, 'videoPasswords'],
  'a short password': [{ privacy: '5', 'videoPasswords[]': 'a' }, 'videoPasswords']
}

/** Bodies that are no proper form. */
const BODIES: Record<string, [contentType: string, body: string, status: number]> = {
  'no boundary': ['multipart/form-data', 'x', 400],
  'an empty boundary': ['multipart/form-data; boundary=', 'x', 400],
  'a body of nothing': ['multipart/form-data; boundary=b', '', 400],
  'a boundary that never comes': ['multipart/form-data; boundary=b', 'hello', 400],
  'a part that never ends': [
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="videofile"; filename="a.mp4"\r\n\r\nabc',
    400
  ],
  'headers that never end': ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data', 400],
  'json instead': ['application/json', '{"name":"A video"}', 415],
  'text instead': ['text/plain', 'A video', 415],
  'a url-encoded form': ['application/x-www-form-urlencoded', 'name=A+video', 415],
  'a form without parts': ['multipart/form-data; boundary=b', '--b--\r\n', 400],
  'a field that is too long': [
    'multipart/form-data; boundary=b',
    `--b\r\nContent-Disposition: form-data; name="description"\r\n\r\n${'d'.repeat(70_000)}\r\n--b--\r\n`,
    400
  ],
  'too many fields': [
    'multipart/form-data; boundary=b',
    `${'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(300)}--b--\r\n`,
    400
  ]
}

interface Sent {
  readonly fields?: Record<string, string | string[]>
  readonly file?: Uint8Array | undefined
  readonly fileName?: string
  readonly image?: Uint8Array
  readonly isSignedIn?: boolean
}

async function send({ fields = {}, file, fileName = 'a.mp4', image, isSignedIn = true }: Sent) {
  const form = new FormData()
  const all: Record<string, string | string[]> = { name: 'A video', channelId: String(channelId), ...fields }
  for (const [name, values] of Object.entries(all)) for (const value of [values].flat()) form.append(name, value)
  if (image) form.append('thumbnailfile', new Blob([new Uint8Array(image)]), 't.png')
  if (file) form.append('videofile', new Blob([new Uint8Array(file)]), fileName)
  const headers = isSignedIn ? { authorization: 'Bearer x' } : undefined
  return fetch(`${server.origin}/api/v1/videos/upload`, { method: 'POST', body: form, ...(headers && { headers }) })
}

async function expectNothingLeft() {
  for (const name of ['uploads', 'originals', 'thumbnails', 'previews'])
    expect(await readdir(join(folder, 'data', name)), name).toEqual([])
  const { rows } = await database.db.query<{ count: number }>(
    'SELECT (SELECT count(*) FROM video) + (SELECT count(*) FROM original) AS count'
  )
  expect(rows[0]!.count).toBe(0)
}

test.each(Object.keys(FILES))('%s is no video', async name => {
  const answer = await send({ file: FILES[name]!() })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ status: 422, detail: expect.stringMatching(/^Video file unreadable/) })
  await expectNothingLeft()
})

test.each(['a.m3u8', 'a.txt', '../../a.mp4', '..\\..\\a.mp4', '/etc/passwd', 'a\u0000.mp4', `${'n'.repeat(400)}.mp4`])(
  'a text called %s is no video either',
  async fileName => {
    expect((await send({ file: playlist('file:///etc/passwd'), fileName })).status).toBe(422)
    await expectNothingLeft()
  }
)

test.each(Object.keys(FIELDS))('%s is refused by its name', async name => {
  const [fields, field] = FIELDS[name]!
  const answer = await send({ fields, file: clip('good.mp4') })
  expect(answer.status).toBe(400)
  expect(Object.keys(((await answer.json()) as Record<string, object>)['invalid-params'] ?? {})).toContain(field)
  await expectNothingLeft()
})

test.each(Object.keys(BODIES))('%s is refused', async name => {
  const [contentType, body, status] = BODIES[name]!
  const headers = { authorization: 'Bearer x', 'content-type': contentType }
  const answer = await fetch(`${server.origin}/api/v1/videos/upload`, { method: 'POST', body, headers })
  expect(answer.status).toBe(status)
  await expectNothingLeft()
})

test('a stranger, a foreign channel, no file, a file too large and a picture that is none are refused', async () => {
  expect((await send({ file: clip('good.mp4'), isSignedIn: false })).status).toBe(401)
  const foreign = await send({ file: clip('good.mp4'), fields: { channelId: String(foreignChannelId) } })
  expect(foreign.status).toBe(400)
  expect(await foreign.json()).toMatchObject({ detail: 'Unknown video "video channel" for this account.' })
  expect((await send({})).status).toBe(400)
  expect((await send({ file: new Uint8Array(MAX_BYTES + 1) })).status).toBe(413)
  expect((await send({ file: clip('good.mp4'), image: text('no picture') })).status).toBe(400)
  await expectNothingLeft()
})

test('path parts in the name of a good video stay out of the disk', async () => {
  const answer = await send({ file: clip('good.mp4'), fileName: '../../../evil/../a.mp4', image: clip('good.png') })
  expect(answer.status).toBe(200)
  const { video } = (await answer.json()) as { video: { uuid: string } }
  expect(await readdir(join(folder, 'data', 'originals'))).toEqual([`${video.uuid}.mp4`])
  expect(await readdir(join(folder, 'data'))).toEqual(['originals', 'previews', 'thumbnails', 'uploads'])
  expect(await readdir(join(folder, 'data', 'uploads'))).toEqual([])
})
