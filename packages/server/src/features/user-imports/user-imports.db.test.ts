import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { EASY_MEDIA } from '../../../../../tests/support/upload-bench.ts'
import type { UserImport } from '../../contract/index.ts'
import { doNext } from '../../platform/leased-work.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { exportWork } from '../exports/work-exports.ts'
import { openUploads, type UploadDeps } from '../uploads/index.ts'
import { userImportRoutes } from './index.ts'
import { userImportWork } from './work-user-imports.ts'

const ORIGIN = 'https://here.example'
const QUEUE = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }

let database: FreshDatabase
let people: People
let folder: string
let deps: UploadDeps
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-user-imports-'))
  deps = await openUploads({
    ...{ config: { origin: ORIGIN, maxUploadBytes: 50_000_000 }, db: database.db, queue: QUEUE, media: EASY_MEDIA },
    storage: openDiskStorage(folder),
    settings: someSettings({ import: { users: { enabled: true } } })
  })
  server = await serveApi(people, userImportRoutes(deps))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => database.db.query('DELETE FROM user_import'))

type Name = keyof People
const url = (of: Name, path: string) => `${server.origin}/api/v1/users/${people[of].userId}/imports/${path}`
const begin = (as: Name, size: number, { of = as, filename = 'a.zip' } = {}) =>
  fetch(url(of, 'import-resumable'), {
    method: 'POST',
    headers: { authorization: as, 'Content-Type': 'application/json', 'X-Upload-Content-Length': String(size) },
    body: JSON.stringify({ filename })
  })
const put = (as: Name, id: string, bytes: Buffer, range: string) =>
  fetch(`${url(as, 'import-resumable')}?upload_id=${id}`, {
    method: 'PUT',
    headers: { authorization: as, 'Content-Type': 'application/octet-stream', 'Content-Range': range },
    body: new Uint8Array(bytes)
  })
const idOf = (answer: Response) => answer.headers.get('location')!.split('upload_id=')[1]!
async function send(as: Name, archive: Buffer) {
  const id = idOf(await begin(as, archive.length))
  return put(as, id, archive, `bytes 0-${archive.length - 1}/${archive.length}`)
}
const latest = async (as: Name) =>
  (await (await fetch(url(as, 'latest'), { headers: { authorization: as } })).json()) as UserImport
const work = () => doNext(userImportWork(deps))
const uploads = () => readdir(join(folder, 'uploads'))

function zipOf(files: Record<string, unknown>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content)), name)
  zip.end()
  return buffer(zip.outputStream)
}

test('what one exports, another imports; the work done twice changes nothing more', async () => {
  const { db } = database
  const video = await aVideo(db, people.ada.channelId, { privacy: 1 })
  const hidden = await aVideo(db, people.ada.channelId, { privacy: 3 })
  const { accountId } = people.ada
  for (const { id } of [video, hidden])
    await db.query("INSERT INTO video_rating (video_id, account_id, rating) VALUES ($1, $2, 'like')", [id, accountId])
  await db.query("INSERT INTO server_mute (by_account_id, host) VALUES ($1, 'muted.example')", [accountId])
  await db.query(
    "WITH made AS (INSERT INTO playlist (account_id, display_name) VALUES ($1, 'Best') RETURNING id) INSERT INTO playlist_element (playlist_id, video_id, position) SELECT id, $2, 1 FROM made",
    [accountId, video.id]
  )
  await db.query("UPDATE actor SET display_name = 'Ada L.' WHERE id = (SELECT actor_id FROM account WHERE id = $1)", [
    accountId
  ])
  await db.query('INSERT INTO user_export (user_id, with_video_files, expires_at) VALUES ($1, false, now())', [
    people.ada.userId
  ])
  await doNext(exportWork({ ...deps, hasMail: false }))
  const [name] = await readdir(join(folder, 'user-exports'))
  const archive = await readFile(join(folder, 'user-exports', name!))

  const answer = await send('bob', archive)
  expect([answer.status, await answer.json()]).toEqual([200, { userImport: { id: expect.any(Number) } }])
  expect(await latest('bob')).toMatchObject({ state: { id: 1, label: 'Pending' }, resultSummary: null })
  expect((await begin('bob', 10)).status).toBe(409)

  // The server dies after the last item and before the end is told.
  const run = userImportWork(deps).run
  const dying = {
    ...userImportWork(deps),
    run: async (lease: Parameters<typeof run>[0]) => {
      await run({ ...lease, attempt: lease.attempt + 100 })
    }
  }
  await doNext(dying)
  await db.query("UPDATE user_import SET leased_until = '-infinity'")
  expect(await work()).toBe(true)
  const counts = (success: number, duplicates: number, errors: number) => ({ success, duplicates, errors })
  const done = await latest('bob')
  expect(done.state.id).toBe(3)
  expect(done.resultSummary!.stats).toMatchObject({
    account: counts(1, 0, 0),
    userSettings: counts(1, 0, 0),
    // Somebody else's name.
    channels: counts(0, 0, 1),
    likes: counts(0, 1, 1),
    videos: counts(0, 0, 2)
  })
  const owned = await db.query('SELECT display_name FROM playlist WHERE account_id = $1 AND type = 1', [
    people.bob.accountId
  ])
  expect(owned.rows).toEqual([{ display_name: 'Best' }])
  const elements = await db.query(
    'SELECT video_id FROM playlist_element JOIN playlist ON playlist.id = playlist_id WHERE account_id = $1',
    [people.bob.accountId]
  )
  expect(elements.rows).toEqual([{ video_id: video.id }])
  const { rows } = await db.query('SELECT host FROM server_mute WHERE by_account_id = $1', [people.bob.accountId])
  expect(rows).toEqual([{ host: 'muted.example' }])
  expect(await uploads()).toEqual([])
})

test('channels are made while their names are free; rights and other people are out of reach', async () => {
  const channels = [{ name: 'new_one', displayName: 'New' }, { name: 'ada_channel', displayName: 'Taken over' }, 7]
  const settings = { email: 'evil@example.org', role: 0, videoQuota: -1, adminFlags: 1, theme: 'default' }
  const choice = { nsfwPolicy: 'warn', nsfwFlagsHidden: 2, nsfwFlagsBlurred: 1 }
  await send(
    'mona',
    await zipOf({ 'peertube/channels.json': { channels }, 'peertube/user-settings.json': { ...settings, ...choice } })
  )
  await work()
  expect((await latest('mona')).resultSummary!.stats).toMatchObject({
    channels: { success: 1, duplicates: 0, errors: 2 },
    userSettings: { success: 1 }
  })
  const { rows } = await database.db.query('SELECT email, role, admin_flags, preferences FROM app_user WHERE id = $1', [
    people.mona.userId
  ])
  const preferences = { theme: 'default', ...choice }
  expect(rows).toEqual([{ email: 'mona@example.org', role: 'moderator', admin_flags: 0, preferences }])
  const taken = await database.db.query("SELECT FROM actor WHERE display_name = 'Taken over'")
  expect(taken.rowCount).toBe(0)
})

test('a film comes with what its archive says is sensitive in it', async () => {
  const film = (name: string, said: object) => ({
    ...{ uuid: randomUUID(), name, privacy: 1, channel: { name: 'mona_channel' }, ...said },
    archiveFiles: { videoFile: '../files/videos/video-files/a.mp4', thumbnail: null, captions: {} }
  })
  const videos = [
    film('Of war', { nsfw: true, nsfwFlags: 3, nsfwSummary: 'A wounded man' }),
    film('Of before version 8', { nsfw: true }),
    film('Of bees', { nsfw: false, nsfwFlags: 0, nsfwSummary: null }),
    film('Of a flag nobody knows', { nsfw: true, nsfwFlags: 1024 })
  ]
  const files = { 'peertube/videos.json': { videos }, 'files/videos/video-files/a.mp4': Buffer.from('a film') }
  await send('mona', await zipOf(files))
  await work()
  expect((await latest('mona')).resultSummary!.stats).toMatchObject({ videos: { success: 3, errors: 1 } })
  const { rows } = await database.db.query(
    'SELECT name, sensitive, sensitive_flags, sensitive_summary FROM video WHERE channel_id = $1 ORDER BY id',
    [people.mona.channelId]
  )
  expect(rows).toEqual([
    { name: 'Of war', sensitive: true, sensitive_flags: 3, sensitive_summary: 'A wounded man' },
    { name: 'Of before version 8', sensitive: true, sensitive_flags: 0, sensitive_summary: null },
    { name: 'Of bees', sensitive: false, sensitive_flags: 0, sensitive_summary: null }
  ])
})

test('playlists of one name stay two, and the same archive again makes no third', async () => {
  const { db } = database
  const [first, second] = [
    await aVideo(db, people.ada.channelId, { privacy: 1 }),
    await aVideo(db, people.ada.channelId, { privacy: 1 })
  ]
  const playlist = (displayName: string, { uuid }: { uuid: string }, type = 1) => ({
    ...{ displayName, type, privacy: 3, uuid: randomUUID(), channel: null },
    elements: [{ videoUrl: `${ORIGIN}/videos/watch/${uuid}` }]
  })
  const [own] = (
    await db.query<{ uuid: string }>(
      "INSERT INTO playlist (account_id, display_name) VALUES ($1, 'Evenings') RETURNING uuid",
      [people.mona.accountId]
    )
  ).rows
  const videoPlaylists = [
    ...[playlist('Evenings', first), playlist('Evenings', second), playlist('Watch later', first, 2)],
    { ...playlist('Of this very server', second), uuid: own!.uuid }
  ]
  const archive = await zipOf({ 'peertube/video-playlists.json': { videoPlaylists } })
  const take = async () => {
    await send('mona', archive)
    await work()
    return (await latest('mona')).resultSummary!.stats.videoPlaylists
  }
  const listed = async () => {
    const { rows } = await db.query<{ name: string; videos: number[] }>(
      `SELECT display_name AS name, array_remove(array_agg(video_id::int ORDER BY position), NULL) AS videos
         FROM playlist LEFT JOIN playlist_element ON playlist_id = playlist.id
        WHERE account_id = $1 GROUP BY playlist.id ORDER BY playlist.type, playlist.id`,
      [people.mona.accountId]
    )
    return rows.map(({ name, videos }) => [name, videos])
  }

  expect(await take()).toEqual({ success: 3, duplicates: 1, errors: 0 })
  const all = [
    ...[
      ['Evenings', []],
      ['Evenings', [first.id]],
      ['Evenings', [second.id]]
    ],
    ['Watch later', [first.id]]
  ]
  expect(await listed()).toEqual(all)
  expect(await take()).toMatchObject({ duplicates: 3, errors: 0 })
  expect(await listed()).toEqual(all)
})

test('a file sent in parts goes on where it stopped', async () => {
  const archive = await zipOf({ 'peertube/account.json': { displayName: 'Bob in \0 parts' } })
  const id = idOf(await begin('bob', archive.length))
  const size = archive.length
  const first = await put('bob', id, archive.subarray(0, 10), `bytes 0-9/${size}`)
  expect([first.status, first.headers.get('range')]).toEqual([308, 'bytes=0-9'])
  expect((await put('bob', id, archive.subarray(0, 10), `bytes 0-9/${size}`)).status).toBe(409)
  expect((await put('ada', id, archive.subarray(10), `bytes 10-${size - 1}/${size}`)).status).toBe(403)
  const last = await put('bob', id, archive.subarray(10), `bytes 10-${size - 1}/${size}`)
  expect(last.status).toBe(200)
  const again = await put('bob', id, archive.subarray(10), `bytes 10-${size - 1}/${size}`)
  expect(await again.json()).toEqual(await last.json())
  await work()
})

test('a part whose line went dead gives way to the next', async () => {
  const archive = await zipOf({ 'peertube/account.json': { displayName: 'Bob on a train' } })
  const size = archive.length
  const id = idOf(await begin('bob', size))
  const dead = request(`${url('bob', 'import-resumable')}?upload_id=${id}`, {
    method: 'PUT',
    headers: { authorization: 'bob', 'Content-Range': `bytes 0-${size - 1}/${size}`, 'Content-Length': size }
  })
  const isCut = new Promise(resolve => dead.once('error', resolve))
  dead.write(archive.subarray(0, 10))
  await expect.poll(async () => (await stat(join(folder, 'uploads', id)).catch(() => undefined))?.size).toBe(10)
  const asked = await put('bob', id, Buffer.alloc(0), `bytes */${size}`)
  expect([asked.status, asked.headers.get('range')]).toEqual([308, 'bytes=0-9'])
  await isCut
  expect((await put('bob', id, archive.subarray(10), `bytes 10-${size - 1}/${size}`)).status).toBe(200)
  await work()
})

test('what is no archive, or a hostile one, is refused and leaves nothing', async () => {
  const good = await zipOf({ 'peertube/account.json': {}, 'evil/aaaaaaaaaa.txt': {} })
  const climbing = Buffer.from(good.toString('latin1').replaceAll('evil/aaaaaaaaaa', '../../../../../'), 'latin1')
  const twice = Buffer.from(
    (await zipOf({ 'peertube/account.json': {}, 'peertube/accounx.json': {} }))
      .toString('latin1')
      .replaceAll('accounx', 'account'),
    'latin1'
  )
  for (const bytes of [Buffer.from('no zip'), await zipOf({ 'other.txt': {} }), climbing, twice, good.subarray(0, 50)])
    expect((await send('bob', bytes)).status).toBe(400)
  expect(await uploads()).toEqual([])
  expect((await begin('bob', 10, { filename: 'a.exe' })).status).toBe(400)
  expect((await begin('ada', 10, { of: 'bob' })).status).toBe(403)
  expect((await fetch(url('bob', 'latest'), { headers: { authorization: 'bob' } })).status).toBe(404)
})

test('a part that unpacks to more than it may is passed over', async () => {
  const bomb = Buffer.from(JSON.stringify({ channels: [], more: ' '.repeat(20_000_000) }))
  const archive = await zipOf({ 'peertube/channels.json': bomb, 'peertube/likes.json': Buffer.from('{nonsense') })
  expect(archive.length).toBeLessThan(100_000)
  await send('bob', archive)
  await work()
  expect((await latest('bob')).resultSummary!.stats).toMatchObject({ channels: { errors: 1 }, likes: { errors: 1 } })
})
