import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTENT, openPlaybackBench, type PlaybackBench } from '../../../../../tests/support/playback-bench.ts'
import { siteOf } from '../../kernel/site.ts'
import { sweepStrayFiles } from '../uploads/index.ts'
import { findVideo, removeVideo } from '../videos/index.ts'
import { bencode } from './bencode.ts'
import { openTorrents, removeTorrentsOf } from './index.ts'
import { hashPieces, pieceLengthOf } from './metainfo.ts'

let bench: PlaybackBench

beforeAll(async () => {
  bench = await openPlaybackBench()
})
afterAll(() => bench.close())

const nameOf = (file: string) => file.replace('-fragmented.mp4', '-hls.torrent')
const sha1 = (bytes: Buffer | string) => createHash('sha1').update(bytes).digest()
async function fileOf(uuid: string) {
  const found = await findVideo(bench.db, siteOf('https://videos.example'), { uuid })
  return found!.details.streamingPlaylists[0]!.files[0]!
}

test('are written as BitTorrent writes', () => {
  expect(bencode({ b: [1, 'é'], a: Buffer.from([0]) }).toString('latin1')).toBe('d1:a1:\0' + '1:bli1e2:Ã©ee')
})

test('have pieces that keep their list short, and hash every byte', async () => {
  expect([pieceLengthOf(1), pieceLengthOf(1500 * 2 ** 20), pieceLengthOf(4e9)]).toEqual([2 ** 20, 2 ** 20, 2 ** 22])
  const bytes = Buffer.alloc(2.5 * 2 ** 20, 'abcdefg')
  await bench.write('any', bytes.toString())
  const expected = [0, 1, 2].map(n => sha1(bytes.subarray(n * 2 ** 20, (n + 1) * 2 ** 20)))
  expect(await hashPieces(bench.storage.pathOf('any'), pieceLengthOf(bytes.length))).toEqual(Buffer.concat(expected))
})

test('are made of finished renditions, once, with where to fetch them', async () => {
  const video = await bench.video({ name: 'Fête / été' })
  const growing = await bench.video({ isFinal: false })
  const before = await fileOf(video.uuid)
  expect(before.magnetUri).not.toContain('btih')

  await Promise.all([bench.torrents.makeMissing(), bench.torrents.makeMissing()])
  expect(await bench.torrents.makeMissing()).toBe(0)
  const name = nameOf(video.names.file)
  const answer = await bench.fetch(`/lazy-static/torrents/${name}`)
  expect(answer.headers.get('content-type')).toBe('application/x-bittorrent')
  const torrent = Buffer.from(await answer.arrayBuffer())
  const text = torrent.toString('latin1')
  const info = torrent.subarray(text.indexOf('4:infod') + 6, text.indexOf('8:url-list'))
  expect(info.includes(sha1(CONTENT))).toBe(true)
  expect(info.toString()).toContain(
    '15:Fête - été 720p.mp4'.replace('15', String(Buffer.from('Fête - été 720p.mp4').length))
  )
  expect(text).toContain('39:wss://videos.example/tracker/socket'.replace('39', '35'))
  expect(text).toContain(`https://videos.example${video.folder}/${video.names.file}`)

  const file = await fileOf(video.uuid)
  expect(file.magnetUri).toContain(`&xt=urn:btih:${sha1(info).toString('hex')}&dn=F%C3%AAte`)
  expect(file.torrentUrl).toBe(`https://videos.example/lazy-static/torrents/${name}`)
  const download = await bench.fetch(`/download/torrents/${name}`)
  expect(download.headers.get('content-disposition')).toContain('attachment')
  expect((await bench.fetch(`/lazy-static/torrents/${nameOf(growing.names.file)}`)).status).toBe(404)
})

test('that are asked for before they are made, or lost since, are made then', async () => {
  const video = await bench.video()
  const path = `/lazy-static/torrents/${nameOf(video.names.file)}`
  const [first, second] = await Promise.all([bench.fetch(path), bench.fetch(path)])
  expect([first.status, second.status]).toEqual([200, 200])
  const { magnetUri } = await fileOf(video.uuid)
  await bench.storage.remove(`torrents/${nameOf(video.names.file)}`)
  expect((await bench.fetch(path)).status).toBe(200)
  expect((await fileOf(video.uuid)).magnetUri).toBe(magnetUri)
})

test.each([
  ['private', { privacy: 3 }],
  ['internal', { privacy: 4 }],
  ['password protected', { privacy: 5, passwords: ['sesame'] }]
])('there are none of a %s video', async (_name, change) => {
  const video = await bench.video(change)
  expect(await bench.torrents.makeMissing()).toBe(0)
  for (const folder of ['lazy-static', 'download']) {
    const path = `/${folder}/torrents/${nameOf(video.names.file)}`
    for (const headers of [{}, { authorization: 'ada' }]) expect((await bench.fetch(path, headers)).status).toBe(404)
  }
  expect(await bench.storage.sizeOf(`torrents/${nameOf(video.names.file)}`)).toBeUndefined()
  // Strict clients read an address; nothing lies there, and the magnet names no torrent.
  const { magnetUri, torrentUrl } = await fileOf(video.uuid)
  expect(torrentUrl).toContain(nameOf(video.names.file))
  expect(magnetUri).not.toMatch(/btih|[&?](ws|tr)=/)
})

test('go when their video is closed, and are the same when it is opened again under another name', async () => {
  const video = await bench.video({ name: 'Before' })
  await bench.torrents.makeMissing()
  const path = `/lazy-static/torrents/${nameOf(video.names.file)}`
  const before = Buffer.from(await (await bench.fetch(path)).arrayBuffer())
  const set = (privacy: number) =>
    bench.db.query("UPDATE video SET privacy = $2, name = 'After' WHERE id = $1", [video.id, privacy])
  await set(3)
  await removeTorrentsOf(bench, video.id)
  expect(await bench.storage.sizeOf(`torrents/${nameOf(video.names.file)}`)).toBeUndefined()
  expect((await bench.fetch(path)).status).toBe(404)

  await set(1)
  await expect.poll(async () => (await bench.fetch(path)).status).toBe(200)
  const after = Buffer.from(await (await bench.fetch(path)).arrayBuffer())
  const withoutDate = (bytes: Buffer) => bytes.toString('latin1').replace(/creation datei\d+e/, '')
  expect(withoutDate(after)).toBe(withoutDate(before))
  expect(after.toString('latin1')).toContain('15:Before 720p.mp4')
  expect((await fileOf(video.uuid)).magnetUri).toContain('&dn=After')
})

test('one that a crash left of a closed video is swept', async () => {
  const video = await bench.video()
  await bench.torrents.makeMissing()
  await bench.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])
  await sweepStrayFiles(bench, { minimumAgeMs: 0 })
  expect(await bench.storage.sizeOf(`torrents/${nameOf(video.names.file)}`)).toBeUndefined()
})

test('name the server by its address of today, and are the same torrent', async () => {
  const video = await bench.video()
  await bench.torrents.makeMissing()
  const { magnetUri } = await fileOf(video.uuid)
  const moved = await openTorrents({ ...bench, origin: 'https://moved.example' })
  const file = await moved.find(nameOf(video.names.file))
  const text = await readFile(bench.storage.pathOf(await moved.make(file!)), 'latin1')
  expect(text).toContain('https://moved.example/static/')
  expect(text).not.toContain('videos.example')
  expect((await fileOf(video.uuid)).magnetUri).toBe(magnetUri)
})

test('a rendition whose file is gone does not stop the others', async () => {
  const lost = await bench.video()
  await bench.storage.remove(lost.folder.replace('/static/', ''))
  const other = await bench.video()
  await bench.torrents.makeMissing()
  expect((await fileOf(other.uuid)).magnetUri).toContain('btih')
  expect(await bench.torrents.makeMissing()).toBe(0)
})

test('go with their video, and strays are swept', async () => {
  const video = await bench.video()
  await bench.torrents.makeMissing()
  const key = `torrents/${nameOf(video.names.file)}`
  await bench.write('torrents/stray.torrent', 'x')
  await sweepStrayFiles(bench, { minimumAgeMs: 0 })
  expect(await bench.storage.sizeOf('torrents/stray.torrent')).toBeUndefined()
  expect((await readFile(bench.storage.pathOf(key))).length).toBeGreaterThan(100)
  await removeVideo({ ...bench, cancelTranscoding: async () => {} }, video.id)
  expect(await bench.storage.sizeOf(key)).toBeUndefined()
})
