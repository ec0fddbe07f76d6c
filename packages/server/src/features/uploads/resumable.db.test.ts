import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { problemHandler, type Viewer } from '../../platform/http.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { createUser } from '../users/index.ts'
import type { Media } from './media.ts'
import { openUploads } from './open-uploads.ts'
import { uploadRoutes } from './routes.ts'
import { sweepStrayFiles } from './sweep.ts'

let database: FreshDatabase
let folder: string
let server: TestServer
let channelId: number
const viewers = new Map<string, Viewer>()
let isVideo = true

/** Takes every file for a video of one second, or for none. */
const media: Media = {
  async probeFile() {
    if (!isVideo) throw Object.assign(new Error('undecodable: nothing in it'), { code: 'undecodable' })
    return {
      durationSeconds: 1,
      video: { width: 16, height: 9, frameRate: { numerator: 25, denominator: 1 } },
      audio: null,
      pictureIndex: null
    }
  },
  probeSourceMetadata: async () => ({ format: {} }),
  makeThumbnails: async () => {},
  convertImage: async () => {},
  generateStill: async () => {},
  joinTracks: async () => {}
}

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'resumable-'))
  for (const username of ['ada', 'bob']) {
    const user = await createUser(database.db, {
      username,
      email: `${username}@a.org`,
      password: 'a-password',
      role: 'user'
    })
    viewers.set(username, { userId: user.id, accountId: user.accountId, username, role: 'user' })
    if (username === 'ada') channelId = user.channelId
  }
  server = await start()
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

async function start(): Promise<TestServer> {
  const queue = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }
  const config = { origin: 'http://localhost:9000', maxUploadBytes: 1000 }
  const uploads = await openUploads({
    config,
    settings: someSettings(),
    db: database.db,
    queue,
    storage: openDiskStorage(folder),
    media
  })
  const app = express()
  app.use((req, res, next) => {
    res.locals['viewer'] = viewers.get(req.get('authorization') ?? '')
    next()
  })
  app.use('/api/v1', uploadRoutes(uploads), problemHandler)
  return serve(app)
}

async function begin({ size = 10, as = 'ada', body = {} }: { size?: number; as?: string; body?: object } = {}) {
  return fetch(`${server.origin}/api/v1/videos/upload-resumable`, {
    method: 'POST',
    headers: { authorization: as, 'content-type': 'application/json', 'x-upload-content-length': String(size) },
    body: JSON.stringify({ name: 'A video', channelId, filename: 'a.mp4', ...body })
  })
}

async function beginOk(options?: Parameters<typeof begin>[0]): Promise<string> {
  const answer = await begin(options)
  expect(answer.status).toBe(201)
  return answer.headers.get('location')!.replace('//localhost:9000', '')
}

const put = (path: string, range: string, part: string, as = 'ada') =>
  fetch(`${server.origin}${path}`, {
    method: 'PUT',
    headers: { authorization: as, 'content-range': range },
    body: part
  })

test('parts in order make a video, and the last one can be repeated', async () => {
  const path = await beginOk()
  const first = await put(path, 'bytes 0-4/10', 'abcde')
  expect([first.status, first.headers.get('range')]).toEqual([308, 'bytes=0-4'])

  const last = await put(path, 'bytes 5-9/10', 'fghij')
  expect(last.status).toBe(200)
  const said = await last.json()
  expect(said).toEqual({ video: { id: expect.any(Number), uuid: expect.any(String), shortUUID: expect.any(String) } })
  expect(await (await put(path, 'bytes 5-9/10', 'fghij')).json()).toEqual(said)
  expect(await readdir(join(folder, 'uploads'))).toEqual([])
})

test('an upload goes on where it was after a restart of the server', async () => {
  const path = await beginOk()
  await put(path, 'bytes 0-4/10', 'abcde')
  await server.close()
  server = await start()
  const asked = await put(path, 'bytes */10', '')
  expect([asked.status, asked.headers.get('range')]).toEqual([308, 'bytes=0-4'])
  expect((await put(path, 'bytes 5-9/10', 'fghij')).status).toBe(200)
})

test.each([
  ['a gap', 'bytes 6-9/10', 'ghij', 409],
  ['an overlap', 'bytes 0-4/10', 'abcde', 409],
  ['another size', 'bytes 5-9/99', 'fghij', 400],
  ['an end beyond the file', 'bytes 5-10/10', 'fghijk', 400],
  ['a length that lies', 'bytes 5-9/10', 'fg', 400],
  ['a backward range', 'bytes 9-5/10', 'x', 400],
  ['another unit', 'lines 5-9/10', 'fghij', 400],
  ['a range in words', 'bytes some/10', 'fghij', 400]
])('%s is refused and harms nothing', async (_name, range, part, status) => {
  const path = await beginOk()
  await put(path, 'bytes 0-4/10', 'abcde')
  expect((await put(path, range, part)).status).toBe(status)
  expect((await put(path, 'bytes 5-9/10', 'fghij')).status).toBe(200)
})

test("somebody else's upload cannot be told from none", async () => {
  const path = await beginOk()
  const refused = { error: { code: 'Forbidden', message: 'Authenticated user is not allowed access' } }
  for (const target of [path, '/api/v1/videos/upload-resumable?upload_id=../../etc/passwd']) {
    const answer = await put(target, 'bytes 0-9/10', 'abcdefghij', 'bob')
    expect([answer.status, await answer.json()]).toEqual([403, refused])
  }
  expect((await put(path, 'bytes 0-9/10', 'abcdefghij', 'nobody')).status).toBe(401)
})

test('an upload can be given up, and leaves nothing', async () => {
  const path = await beginOk({ body: { name: 'Given up' } })
  await put(path, 'bytes 0-4/10', 'abcde')
  const before = (await readdir(join(folder, 'uploads'))).length
  const answer = await fetch(`${server.origin}${path}`, { method: 'DELETE', headers: { authorization: 'ada' } })
  expect(answer.status).toBe(204)
  expect((await readdir(join(folder, 'uploads'))).length).toBe(before - 1)
  expect((await put(path, 'bytes 5-9/10', 'fghij')).status).toBe(403)
})

test('what turns out to be no video is refused and forgotten', async () => {
  const path = await beginOk()
  isVideo = false
  const answer = await put(path, 'bytes 0-9/10', 'abcdefghij').finally(() => {
    isVideo = true
  })
  expect(answer.status).toBe(422)
  expect((await put(path, 'bytes */10', '')).status).toBe(403)
})

test('a beginning is refused as a whole upload would be', async () => {
  expect((await begin({ as: 'nobody' })).status).toBe(401)
  expect((await begin({ as: 'bob' })).status).toBe(400)
  expect((await begin({ size: 1001 })).status).toBe(413)
  expect((await begin({ size: 0 })).status).toBe(400)
  expect((await begin({ body: { filename: '' } })).status).toBe(400)
  expect((await begin({ body: { name: 'x' } })).status).toBe(400)
})

test('two requests that end an upload at once make one video', async () => {
  const path = await beginOk()
  await put(path, 'bytes 0-8/10', 'abcdefghi')
  const answers = await Promise.allSettled([1, 2, 3].map(() => put(path, 'bytes 9-9/10', 'j')))
  const uuids = await Promise.all(
    answers
      .filter(answer => answer.status === 'fulfilled')
      .map(async ({ value }) => {
        expect(value.status).toBe(200)
        return ((await value.json()) as { video: { uuid: string } }).video.uuid
      })
  )
  expect(uuids.length).toBeGreaterThan(0)
  expect(new Set(uuids).size).toBe(1)
})

test('the sweeper leaves open uploads alone and removes strays', async () => {
  const path = await beginOk()
  const id = new URLSearchParams(path.split('?')[1]).get('upload_id')!
  const storage = openDiskStorage(folder)
  await put(path, 'bytes 0-4/10', 'abcde')
  const strays = [
    'uploads/stray',
    'originals/stray.mp4',
    'thumbnails/stray.jpg',
    'streaming-playlists/hls/stray/a',
    'tmp/x'
  ]
  for (const key of strays) {
    await copyFile(storage.pathOf(`uploads/${id}`), join(folder, 'copy'))
    await storage.put(join(folder, 'copy'), key)
  }
  expect(await sweepStrayFiles({ db: database.db, storage }, { minimumAgeMs: 3_600_000 })).toBe(0)
  expect(await sweepStrayFiles({ db: database.db, storage }, { minimumAgeMs: 0 })).toBe(5)
  expect((await put(path, 'bytes 5-9/10', 'fghij')).status).toBe(200)
})
