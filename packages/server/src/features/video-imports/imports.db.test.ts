import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { EASY_MEDIA } from '../../../../../tests/support/upload-bench.ts'
import type { VideoImport } from '../../contract/index.ts'
import { doNext } from '../../platform/leased-work.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { openUploads } from '../uploads/index.ts'
import { findYtDlp, importReasonOf, videoImportRoutes } from './index.ts'
import { OPEN_MAX } from './store.ts'
import { type ImportWorkDeps, importWork } from './work-imports.ts'

const PAGE = `<html><head><title>Summer meeting</title>
<meta property="og:description" content="What was said">
</head><body><video src="/films/summer_meeting.mp4"></video></body></html>`

let database: FreshDatabase
let server: TestServer
let closed: TestServer
let elsewhere: Server
let people: People
let folder: string
let deps: ImportWorkDeps

const QUEUE = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-imports-'))
  const open = (isEnabled: boolean) =>
    openUploads({
      config: { origin: 'https://here.example', maxUploadBytes: 1000 },
      db: database.db,
      queue: QUEUE,
      storage: openDiskStorage(folder),
      media: EASY_MEDIA,
      settings: someSettings({ import: { videos: { http: { enabled: isEnabled } } } })
    })
  const reading = { findYtDlp: () => findYtDlp(process.env['PATH']!), isAllowed: (at: string) => at === '127.0.0.1' }
  deps = { ...(await open(true)), ...reading }
  server = await serveApi(people, videoImportRoutes(deps))
  closed = await serveApi(people, videoImportRoutes({ ...(await open(false)), ...reading }))
  elsewhere = createServer((req, res) => {
    if (req.url === '/films/summer_meeting.mp4') res.end('a film')
    else if (req.url === '/large.mp4') res.end('x'.repeat(1001))
    else if (req.url === '/page') res.setHeader('content-type', 'text/html').end(PAGE)
    else res.writeHead(404).end()
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  elsewhere.closeAllConnections()
  elsewhere.close()
  await Promise.all([server.close(), closed.close()])
  await database.close()
  await rm(folder, { recursive: true })
})

type Name = keyof People

const there = (path: string) => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}${path}`
const post = (as: Name | undefined, path: string, body: object = {}, at = server) =>
  fetch(`${at.origin}/api/v1/videos/imports${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    body: JSON.stringify(body)
  })
const ask = (as: Name, targetUrl: string, fields: object = {}) =>
  post(as, '', { targetUrl, channelId: people[as].channelId, ...fields })
const asked = async (as: Name, targetUrl: string, fields?: object) =>
  (await (await ask(as, targetUrl, fields)).json()) as VideoImport
const list = async (as: Name) => {
  const answer = await fetch(`${server.origin}/api/v1/users/me/videos/imports`, { headers: { authorization: as } })
  return (await answer.json()) as { total: number; data: VideoImport[] }
}
const remove = (as: Name, id: number) =>
  fetch(`${server.origin}/api/v1/videos/imports/${id}`, { method: 'DELETE', headers: { authorization: as } })
const work = () => doNext(importWork(deps))
const uploads = () => readdir(join(folder, 'uploads'))

test('a file elsewhere becomes a video, once', async () => {
  const made = await asked('ada', there('/films/summer_meeting.mp4'), { privacy: 3, tags: ['summer'] })
  expect(made).toMatchObject({ state: { id: 1, label: 'Pending' }, video: null, error: null })
  expect(await work()).toBe(true)
  const { total, data } = await list('ada')
  expect([total, data[0]]).toMatchObject([
    1,
    { id: made.id, state: { id: 2 }, video: { name: 'summer meeting', privacy: { id: 3 }, tags: ['summer'] } }
  ])
  expect([await work(), await uploads()]).toEqual([false, []])
  expect((await remove('ada', made.id)).status).toBe(204)
  const { rows } = await database.db.query('SELECT id FROM video')
  expect(rows).toHaveLength(1)
})

test.each([
  ['/missing.mp4', 'This address answers with status 404.'],
  ['/large.mp4', 'This file is larger than this server takes.']
])('%s makes no video, and says why', async (path, error) => {
  const made = await asked('ada', there(path))
  await work()
  expect((await list('ada')).data[0]).toMatchObject({
    id: made.id,
    state: { id: 3, label: 'Failed' },
    error,
    video: null
  })
  expect(await uploads()).toEqual([])
  expect((await post('ada', `/${made.id}/retry`)).status).toBe(204)
  expect((await post('ada', `/${made.id}/cancel`)).status).toBe(204)
  expect((await remove('ada', made.id)).status).toBe(204)
})

test('a page becomes the video that it shows, with what it says of it', async () => {
  const made = await asked('ada', there('/page'), { privacy: 3, tags: ['mine'] })
  await work()
  const [done] = (await list('ada')).data
  expect(done).toMatchObject({ id: made.id, error: null, state: { id: 2 }, video: { tags: ['mine'] } })
  expect(done!.video).toMatchObject({
    name: expect.stringMatching(/^Summer meeting/),
    truncatedDescription: 'What was said'
  })
  expect(await uploads()).toEqual([])
})

test('the picture that came with the wish is the video’s, and is kept no longer than needed', async () => {
  const converted: string[] = []
  const convertImage = async ({ from, previewPath }: { from: string; previewPath: string }) => {
    const content = await readFile(from, 'utf8')
    if (content === 'no picture') throw new Error('Cannot be decoded')
    converted.push(content)
    await writeFile(previewPath, `small ${content}`)
  }
  const withPictures = { ...deps, media: { ...EASY_MEDIA, convertImage } }
  const shop = await serveApi(people, videoImportRoutes(withPictures))
  const send = (picture: string) => {
    const form = new FormData()
    form.set('targetUrl', there('/films/summer_meeting.mp4'))
    form.set('channelId', String(people.ada.channelId))
    form.set('thumbnailfile', new File([picture], 'p.jpg'))
    return fetch(`${shop.origin}/api/v1/videos/imports`, {
      method: 'POST',
      headers: { authorization: 'ada' },
      body: form
    })
  }
  expect((await send('no picture')).status).toBe(400)
  const { id } = (await (await send('mine')).json()) as VideoImport
  await doNext(importWork(withPictures))
  expect((await list('ada')).data[0]).toMatchObject({ id, state: { id: 2 } })
  expect([converted, await uploads()]).toEqual([['mine', 'small mine'], []])
  const { rows } = await database.db.query('SELECT picture FROM video_import WHERE id = $1', [id])
  expect(rows).toEqual([{ picture: null }])
  await shop.close()
})

test('without yt-dlp, a page is told to be one', async () => {
  await asked('ada', there('/page'))
  await doNext(importWork({ ...deps, findYtDlp: async () => undefined }))
  const [failed] = (await list('ada')).data
  expect(failed).toMatchObject({ state: { id: 3 }, error: expect.stringContaining('yt-dlp is not installed') })
  expect(importReasonOf(failed!.error!)).toBe('no-yt-dlp')
  expect(await uploads()).toEqual([])
})

test('an import whose server dies before its end is made again, and no second video comes of it', async () => {
  const made = await asked('ada', there('/films/summer_meeting.mp4'), { name: 'Twice' })
  // Somebody else took it over while the file came.
  const slow = {
    ...importWork(deps),
    run: async (lease: Parameters<ReturnType<typeof importWork>['run']>[0]) => {
      await database.db.query('UPDATE video_import SET attempts = attempts + 1 WHERE id = $1', [lease.id])
      await importWork(deps).run(lease)
    }
  }
  await doNext(slow)
  await database.db.query("UPDATE video_import SET leased_until = '-infinity' WHERE id = $1", [made.id])
  await work()
  const { rows } = await database.db.query("SELECT id FROM video WHERE name = 'Twice'")
  expect(rows).toHaveLength(1)
})

test('who is blocked meanwhile gets no video', async () => {
  await asked('bob', there('/films/summer_meeting.mp4'), { name: 'Of somebody blocked' })
  await database.db.query('UPDATE app_user SET blocked = true WHERE id = $1', [people.bob.userId])
  await work()
  const [failed] = (await list('bob')).data
  expect(failed).toMatchObject({ state: { id: 3 }, error: 'This account is blocked.', video: null })
  expect(importReasonOf(failed!.error!)).toBe('blocked')
  await database.db.query('UPDATE app_user SET blocked = false WHERE id = $1', [people.bob.userId])
  await remove('bob', failed!.id)
})

test('what must not be asked is refused', async () => {
  expect((await ask('ada', 'http://10.0.0.1/a.mp4')).status).toBe(403)
  expect((await ask('ada', 'http://[::1]/a.mp4')).status).toBe(403)
  expect((await ask('ada', 'file:///etc/passwd')).status).toBe(400)
  expect((await post('ada', '', { channelId: people.ada.channelId })).status).toBe(400)
  expect((await ask('ada', there('/a.mp4'), { channelId: people.bob.channelId })).status).toBe(400)
  expect((await post(undefined, '', {})).status).toBe(401)
  const magnet = { magnetUri: 'magnet:?xt=urn:btih:0', channelId: people.ada.channelId }
  expect((await post('ada', '', magnet)).status).toBe(409)
  const off = await post('ada', '', { targetUrl: there('/a.mp4'), channelId: people.ada.channelId }, closed)
  expect([off.status, await off.json()]).toMatchObject([409, { detail: 'HTTP import is not enabled on this instance' }])
})

test('are for who asked and administrators', async () => {
  const { id } = await asked('bob', there('/a.mp4'))
  expect((await post('ada', `/${id}/cancel`)).status).toBe(403)
  expect((await post('mona', `/${id}/cancel`)).status).toBe(403)
  expect((await remove('bob', id)).status).toBe(409)
  expect((await post('ada', '/999999/cancel')).status).toBe(404)
  expect((await post('ruth', `/${id}/cancel`)).status).toBe(204)
  expect((await post('bob', `/${id}/retry`)).status).toBe(409)
  expect((await list('bob')).data).toMatchObject([{ id, state: { id: 5 } }])
  expect((await list('mona')).total).toBe(0)
  expect((await remove('bob', id)).status).toBe(204)
})

test('a video that was given away is shown as everybody sees it', async () => {
  const made = await asked('ada', there('/films/summer_meeting.mp4'), { privacy: 3 })
  await work()
  const video = async () => (await list('ada')).data.find(({ id }) => id === made.id)?.video ?? null
  const { id } = (await video())!
  await database.db.query('UPDATE video SET channel_id = $2 WHERE id = $1', [id, people.bob.channelId])
  expect(await video()).toBeNull()
  await database.db.query('UPDATE video SET privacy = 1, state = 1 WHERE id = $1', [id])
  expect(await video()).toMatchObject({ id })
})

test('trying again counts among the imports that have not ended', async () => {
  const insert = async (state: number, count: number) =>
    (
      await database.db.query<{ id: number }>(
        `INSERT INTO video_import (user_id, channel_id, target_url, fields, state)
         SELECT $1, $2, 'https://there.example/x.mp4', '{}', $3 FROM generate_series(1, $4) RETURNING id`,
        [people.bob.userId, people.bob.channelId, state, count]
      )
    ).rows[0]!.id
  const failed = await insert(4, 1)
  await insert(1, OPEN_MAX)
  expect((await post('bob', `/${failed}/retry`)).status).toBe(409)
  await database.db.query('DELETE FROM video_import WHERE user_id = $1 AND state = 1', [people.bob.userId])
  expect((await post('bob', `/${failed}/retry`)).status).toBe(204)
})
