/** Torrents become videos by their web addresses alone, and only when what lies there is what their hashes say. */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { EASY_MEDIA } from '../../../../../tests/support/upload-bench.ts'
import type { VideoImport } from '../../contract/index.ts'
import { doNext } from '../../platform/leased-work.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { type Bencodable, bencode } from '../torrents/bencode.ts'
import { openUploads } from '../uploads/index.ts'
import { importReasonOf, videoImportRoutes } from './index.ts'
import { type ImportWorkDeps, importWork } from './work-imports.ts'

const FILM = Buffer.from('a film in three pieces or so')
const PIECE = 10
const QUEUE = { add: async () => {}, find: async () => undefined, remove: async () => {}, subscribe: async () => {} }

let database: FreshDatabase
let server: TestServer
let closed: TestServer
let elsewhere: Server
let people: People
let folder: string
let deps: ImportWorkDeps
const lying = new Map<string, Buffer>()
const asked: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-torrents-'))
  const open = (isEnabled: boolean) =>
    openUploads({
      config: { origin: 'https://here.example', maxUploadBytes: 1000 },
      db: database.db,
      queue: QUEUE,
      storage: openDiskStorage(folder),
      media: EASY_MEDIA,
      settings: someSettings({ import: { videos: { torrent: { enabled: isEnabled } } } })
    })
  const reading = { findYtDlp: async () => undefined, isAllowed: (at: string) => at === '127.0.0.1' }
  deps = { ...(await open(true)), ...reading }
  server = await serveApi(people, videoImportRoutes(deps))
  closed = await serveApi(people, videoImportRoutes({ ...(await open(false)), ...reading }))
  elsewhere = createServer((req, res) => {
    asked.push(req.url!)
    const found = lying.get(req.url!)
    if (found) res.end(found)
    else res.writeHead(404).end()
  })
  await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve))
  lying.set('/film.mp4', FILM).set('/folder/Summer_film.mp4', FILM).set('/other.mp4', Buffer.from(FILM).reverse())
})
afterAll(async () => {
  elsewhere.closeAllConnections()
  elsewhere.close()
  await Promise.all([server.close(), closed.close()])
  await database.close()
  await rm(folder, { recursive: true })
})

const there = (path: string) => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}${path}`

const pieces = Buffer.concat(
  [0, PIECE, 2 * PIECE].map(at =>
    createHash('sha1')
      .update(FILM.subarray(at, at + PIECE))
      .digest()
  )
)
const INFO = { length: FILM.length, name: 'Summer_film.mp4', 'piece length': PIECE, pieces }

/** @param seeds Web addresses; the tracker is there to be left alone. */
function torrentOf(seeds: readonly string[], info: Record<string, Bencodable> = INFO): Buffer {
  return bencode({ announce: there('/announce'), info, ...(seeds.length > 0 && { 'url-list': seeds.map(there) }) })
}

function send(content: Buffer, { at = server, name }: { at?: TestServer; name?: string } = {}) {
  const form = new FormData()
  form.set('torrentfile', new File([new Uint8Array(content)], 'summer.torrent'))
  form.set('channelId', String(people.ada.channelId))
  if (name) form.set('name', name)
  return fetch(`${at.origin}/api/v1/videos/imports`, { method: 'POST', headers: { authorization: 'ada' }, body: form })
}
const follow = (magnetUri: string, at = server) =>
  fetch(`${at.origin}/api/v1/videos/imports`, {
    method: 'POST',
    headers: { authorization: 'ada', 'Content-Type': 'application/json' },
    body: JSON.stringify({ magnetUri, channelId: people.ada.channelId })
  })
async function afterWork(answer: Response): Promise<VideoImport> {
  expect(answer.status).toBe(200)
  const { id } = (await answer.json()) as VideoImport
  await doNext(importWork(deps))
  const list = await fetch(`${server.origin}/api/v1/users/me/videos/imports`, { headers: { authorization: 'ada' } })
  const { data } = (await list.json()) as { data: VideoImport[] }
  expect(await readdir(join(folder, 'uploads'))).toEqual([])
  return data.find(one => one.id === id)!
}

const magnetTo = (path: string, hash = createHash('sha1').update(bencode(INFO)).digest('hex')) =>
  `magnet:?${new URLSearchParams({ xs: there(path), dn: 'Summer film.mp4' })}&xt=urn:btih:${hash}&tr=${encodeURIComponent(there('/announce'))}`

describe('a file', () => {
  test('becomes the video that lies at its address, the next one where the first does not answer', async () => {
    const done = await afterWork(await send(torrentOf(['/gone.mp4', '/other.mp4', '/folder/'])))
    expect(done).toMatchObject({ state: { id: 2 }, torrentName: 'summer.torrent', targetUrl: null, magnetUri: null })
    expect(done.video).toMatchObject({ name: 'Summer film' })
    expect(asked).not.toContain('/announce')
    const { rows } = await database.db.query('SELECT torrent FROM video_import WHERE id = $1', [done.id])
    expect(rows).toEqual([{ torrent: null }])
  })

  test('of another film makes no video, and says why', async () => {
    const failed = await afterWork(await send(torrentOf(['/other.mp4']), { name: 'Mine' }))
    expect(failed).toMatchObject({ state: { id: 3 }, video: null, error: expect.stringContaining('another file') })
    expect(importReasonOf(failed.error!)).toBe('torrent')
  })

  test.each([
    ['that is none', () => Buffer.from('<html>'), {}],
    ['with pieces missing', () => torrentOf(['/film.mp4'], { ...INFO, pieces: pieces.subarray(20) }), {}],
    ['without an address', () => torrentOf([]), {}],
    ['that nests without end', () => Buffer.from('l'.repeat(5000)), {}],
    ['of several films', () => bencode({ info: { name: 'all', files: [] } }), { code: 'incorrect_files_in_torrent' }]
  ])('%s is refused at once', async (_what, make, body) => {
    const answer = await send(make())
    expect([answer.status, await answer.json()]).toMatchObject([400, body])
  })

  test('is refused where it is too large for its owner, and never fetched', async () => {
    asked.splice(0)
    const large = { ...INFO, length: 5000, 'piece length': 5000, pieces: pieces.subarray(20, 40) }
    const failed = await afterWork(await send(torrentOf(['/film.mp4'], large)))
    expect([failed.state.id, importReasonOf(failed.error!)]).toEqual([3, 'too-large'])
    expect(asked).toEqual([])
  })
})

describe('a magnet link', () => {
  test('leads to its torrent, and to the film', async () => {
    lying.set('/film.torrent', torrentOf(['/film.mp4']))
    const link = magnetTo('/film.torrent')
    const done = await afterWork(await follow(link))
    expect(done).toMatchObject({ state: { id: 2 }, magnetUri: link, torrentName: null, video: { name: 'Summer film' } })
  })

  test('to the torrent of something else is not followed', async () => {
    const failed = await afterWork(await follow(magnetTo('/film.torrent', 'a'.repeat(40))))
    expect(failed).toMatchObject({ state: { id: 3 }, error: 'This link leads to another torrent.' })
  })

  test.each(['magnet:?xt=urn:btih:x', `magnet:?xt=urn:btih:${'a'.repeat(40)}&tr=udp://t.example`, 'https://x.example'])(
    '%s is refused at once',
    async link => expect((await follow(link)).status).toBe(400)
  )
})

test('both are refused where they are turned off', async () => {
  const answers = [
    await send(torrentOf(['/film.mp4']), { at: closed }),
    await follow(magnetTo('/film.torrent'), closed)
  ]
  expect(answers.map(({ status }) => status)).toEqual([409, 409])
})

test('nothing is asked of private networks', async () => {
  const guarded = await serveApi(people, videoImportRoutes({ ...deps, isAllowed: () => false }))
  const answer = await send(torrentOf(['/film.mp4']), { at: guarded })
  expect(answer.status).toBe(200)
  asked.splice(0)
  await doNext(importWork({ ...deps, isAllowed: () => false }))
  const { rows } = await database.db.query<{ error: string }>('SELECT error FROM video_import ORDER BY id DESC LIMIT 1')
  expect([importReasonOf(rows[0]!.error), asked]).toEqual(['not-public', []])
  await guarded.close()
})
