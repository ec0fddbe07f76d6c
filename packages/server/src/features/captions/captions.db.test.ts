import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { asPerson, makePeople, type People } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { problemHandler } from '../../platform/http.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { playbackRoutes } from '../playback/index.ts'
import { sweepStrayFiles } from '../uploads/index.ts'
import { createMediaAccess, removeVideo } from '../videos/index.ts'
import { captionRoutes } from './index.ts'

const tokenSecret = Buffer.alloc(32)
const VTT = 'WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n'
const SRT = '1\n00:00:00,000 --> 00:00:01,000\nSalut\n'

let database: FreshDatabase
let server: TestServer
let people: People
let folder: string
let storage: ReturnType<typeof openDiskStorage>
let video: AVideo

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-captions-'))
  storage = openDiskStorage(folder)
  await storage.put(await aFile(), 'uploads/any')
  const files = playbackRoutes({
    db,
    storage,
    accelPrefix: undefined,
    bringFile: async () => false,
    noteSent: () => {},
    torrents: { find: async () => undefined, make: async () => '' },
    checkMediaAccess: createMediaAccess({ db, tokenSecret })
  })
  const api = captionRoutes({ db, storage, tokenSecret, origin: 'http://localhost:9000' })
  server = await serve(express().use(asPerson(people), files).use('/api/v1', api).use(problemHandler))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  video = await aVideo(database.db, people.ada.channelId)
})

async function aFile(): Promise<string> {
  const path = join(folder, 'any')
  await writeFile(path, '')
  return path
}

interface Captions {
  total: number
  data: { language: { id: string; label: string }; captionPath: string; fileUrl: string }[]
}

const headersOf = (as?: keyof People) => (as ? { authorization: as } : {})

function put(as: keyof People | undefined, language: string, content: string | undefined, uuid = video.uuid) {
  const body = new FormData()
  if (content !== undefined) body.set('captionfile', new File([content], 'c.vtt', { type: 'text/vtt' }))
  const url = `${server.origin}/api/v1/videos/${uuid}/captions/${language}`
  return fetch(url, { method: 'PUT', headers: headersOf(as), body })
}
const remove = (as: keyof People | undefined, language: string) =>
  fetch(`${server.origin}/api/v1/videos/${video.uuid}/captions/${language}`, {
    method: 'DELETE',
    headers: headersOf(as)
  })
const list = (as?: keyof People, uuid = video.uuid) =>
  fetch(`${server.origin}/api/v1/videos/${uuid}/captions`, { headers: headersOf(as) })
const read = async (as?: keyof People) => (await (await list(as)).json()) as Captions
const filesOnDisk = () => readdir(join(folder, 'video-captions'))

test('are added, replaced and removed, files with them', async () => {
  expect(await read()).toEqual({ total: 0, data: [] })
  expect((await put('ada', 'fr', VTT)).status).toBe(204)
  expect((await put('mona', 'zh-Hans', SRT)).status).toBe(204)

  const { total, data } = await read()
  expect(total).toBe(2)
  expect(data[0]).toMatchObject({
    language: { id: 'fr', label: 'French' },
    automaticallyGenerated: false,
    captionPath: expect.stringMatching(/^\/lazy-static\/video-captions\/[0-9a-f-]{36}-fr\.vtt$/),
    updatedAt: expect.any(String)
  })
  expect(data[0]?.fileUrl).toBe(`http://localhost:9000${data[0]?.captionPath}`)
  const file = await fetch(server.origin + data[0]?.captionPath)
  expect(file.headers.get('content-type')).toBe('text/vtt; charset=UTF-8')
  expect(file.headers.get('cache-control')).toContain('public')
  expect(await file.text()).toBe(VTT)
  expect(await (await fetch(server.origin + data[1]?.captionPath)).text()).toMatch(/^WEBVTT\n\n.*\nSalut\n$/)

  expect((await put('ada', 'fr', SRT)).status).toBe(204)
  expect((await fetch(server.origin + data[0]?.captionPath)).status).toBe(404)
  expect(await (await fetch(server.origin + (await read()).data[0]?.captionPath)).text()).toContain('Salut')

  expect((await remove('ada', 'fr')).status).toBe(204)
  expect((await remove('ada', 'fr')).status).toBe(404)
  expect((await read()).total).toBe(1)
  expect(await filesOnDisk()).toHaveLength(1)
})

test('of two at once, one stands, and no file is left over', async () => {
  const before = (await filesOnDisk()).length
  const answers = await Promise.all([VTT, SRT, VTT, SRT].map(content => put('ada', 'en', content)))
  expect(answers.map(answer => answer.status)).toEqual([204, 204, 204, 204])
  const { data } = await read()
  expect(data).toHaveLength(1)
  expect((await fetch(server.origin + data[0]?.captionPath)).status).toBe(200)
  expect(await filesOnDisk()).toHaveLength(before + 1)
})

test('are refused in no language, without text, and for other people', async () => {
  const bad = await put('ada', 'xx-bad', VTT)
  expect(bad.status).toBe(400)
  expect(await bad.json()).toMatchObject({
    'invalid-params': { captionLanguage: { value: 'xx-bad', location: 'params' } }
  })
  for (const content of [undefined, '', 'no caption', '<script>']) {
    const answer = await put('ada', 'fr', content)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ 'invalid-params': { captionfile: {} } })
  }
  expect((await put('ada', 'toString', VTT)).status).toBe(400)
  expect((await put('ada', 'fr', VTT, '00000000-0000-4000-8000-000000000000')).status).toBe(404)

  expect((await put(undefined, 'fr', VTT)).status).toBe(401)
  expect((await put('bob', 'fr', VTT)).status).toBe(403)
  await put('ada', 'fr', VTT)
  expect((await remove(undefined, 'fr')).status).toBe(401)
  expect((await remove('bob', 'fr')).status).toBe(403)
  expect((await read()).total).toBe(1)
  expect(await readdir(join(folder, 'uploads'))).toEqual(['any'])
})

test('of a video that is not for everybody are read by who may watch it, through an address that carries a token', async () => {
  await put('ada', 'fr', VTT)
  const [{ captionPath: open }] = (await read()).data as [Captions['data'][0]]
  await database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])
  expect((await list()).status).toBe(401)
  expect((await list('bob')).status).toBe(403)

  const [{ captionPath }] = (await read('ada')).data as [Captions['data'][0]]
  expect(captionPath).toContain('.vtt?videoFileToken=')
  // The check of files remembers the open video for a second.
  await expect.poll(() => fetch(server.origin + open).then(({ status }) => status), { timeout: 3000 }).toBe(401)
  const answer = await fetch(server.origin + captionPath)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toContain('private')
})

test('go with their video, and strays with the sweeper', async () => {
  await put('ada', 'fr', VTT)
  const [{ captionPath }] = (await read()).data as [Captions['data'][0]]
  const name = captionPath.split('/').at(-1)
  await removeVideo({ db: database.db, storage, cancelTranscoding: async () => {} }, video.id)
  expect(await filesOnDisk()).not.toContain(name)
  expect((await fetch(server.origin + captionPath)).status).toBe(404)

  await storage.put(await aFile(), 'video-captions/stray.vtt')
  const owned = await filesOnDisk()
  await sweepStrayFiles({ db: database.db, storage }, { minimumAgeMs: 0 })
  expect(await filesOnDisk()).toEqual(owned.filter(file => file !== 'stray.vtt'))
})
