/** Copies that are held here: asked for by hand, served, looked after, and gone. */
import { expect, test } from 'vitest'
import { aRemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { nameOf, SITE, useCopies } from '../../../../../tests/support/copies-bench.ts'
import { tellPlaylist } from '../../../../../tests/support/hls-origin.ts'
import { deleteVideoRows, findVideo, removeFilesOf } from '../videos/index.ts'
import { listCopiesForPage, lookAfterCopies } from './index.ts'

const bench = useCopies()
const { deps, send, list, mirror, work, get, events, copy, largest } = bench

test('a copy is whole, checked and served under the names of its origin', async () => {
  expect((await mirror()).status).toBe(204)
  expect((await list()).total).toBe(0)
  expect((await get('master.m3u8')).status).toBe(404)
  expect(await work()).toBe(true)
  expect(await work()).toBe(false)

  const paths = [bench.playlist.masterUrl, bench.playlist.sha256Url!, ...bench.playlist.files.map(file => file.fileUrl)]
  for (const url of [...paths, ...paths.slice(2).map(path => path.replace('-fragmented.mp4', '.m3u8'))]) {
    const answer = await get(nameOf(url))
    expect([url, answer.status]).toEqual([url, 200])
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bench.origin.files.get(new URL(url).pathname))
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  }
  const part = await get(nameOf(largest()), { range: 'bytes=1000-1999' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000'])
  expect(await list()).toMatchObject({
    total: 1,
    data: [
      {
        uuid: bench.video.uuid,
        url: bench.video.url,
        redundancies: {
          files: [],
          streamingPlaylists: [
            {
              fileUrl: `https://here.example/static/redundancy/hls/${bench.video.uuid}`,
              strategy: 'manual',
              size: 320_000
            }
          ]
        }
      }
    ]
  })
  const found = await findVideo(bench.db, SITE, bench.video)
  expect(found?.details.streamingPlaylists[0]?.redundancies).toEqual([
    { baseUrl: `https://here.example/static/redundancy/hls/${bench.video.uuid}` }
  ])
  expect(await events()).toEqual(['copy.made'])
  expect(bench.brought).toEqual([bench.video.id])
})

test('its page shows a copy from the moment it is asked for', async () => {
  const shown = () => listCopiesForPage(bench.db, 'remote-videos', { start: 0, count: 5 })
  await mirror()
  const copyOnPage = {
    host: 'peer.example',
    strategy: 'manual',
    size: 320_000,
    videoUuid: bench.video.uuid,
    error: null
  }
  expect(await shown()).toMatchObject({ total: 1, data: [{ ...copyOnPage, state: 'coming' }] })
  await work()
  expect(await shown()).toMatchObject({ total: 1, data: [{ ...copyOnPage, state: 'held', expiresOn: null }] })
  expect(await listCopiesForPage(bench.db, 'my-videos', { start: 0, count: 5 })).toEqual({ total: 0, data: [] })
})

test('what is no name of a file of the copy is not found', async () => {
  await mirror()
  await work()
  for (const name of ['other.m3u8', '..%2f1%2fmaster.m3u8', `${nameOf(largest())}.part`, 'constructor', '%00'])
    expect([name, (await get(name)).status]).toEqual([name, 404])
  expect((await fetch(`${bench.filesOrigin}/static/redundancy/hls/x/master.m3u8`)).status).toBe(404)
})

test('a video is asked for once, and only one that lies elsewhere and tells its hashes', async () => {
  expect((await mirror(bench.video.id)).status).toBe(204)
  expect((await mirror()).status).toBe(409)
  expect((await mirror((await aVideo(bench.db, bench.people.ada.channelId)).uuid)).status).toBe(400)
  for (const nothing of [99_999_999, '00000000-0000-4000-8000-000000000000'])
    expect((await mirror(nothing)).status).toBe(404)
  for (const wrong of ['x', {}, null]) expect((await mirror(wrong)).status).toBe(400)
  const bare = await aRemoteVideo(bench.db, bench.channel)
  expect((await mirror(bare.uuid)).status).toBe(400)
  await tellPlaylist(bench.db, bare.id, { ...bench.playlist, sha256Url: null })
  expect((await mirror(bare.uuid)).status).toBe(400)
  for (const as of ['ada', 'mona'])
    for (const [method, path, body] of [
      ['GET', 'videos?target=my-videos'],
      ['POST', 'videos', { videoId: bench.video.uuid }],
      ['DELETE', 'videos/1'],
      ['PUT', 'peer.example', { redundancyAllowed: true }]
    ] as const)
      expect([as, method, (await send(method, path, body, as)).status]).toEqual([as, method, 403])
  expect((await send('GET', 'videos?target=nothing')).status).toBe(400)
})

test('a copy that is taken back is gone with its files, and others hear of it', async () => {
  await mirror()
  await work()
  const { id } = (await list()).data[0]!.redundancies.streamingPlaylists[0]!
  expect((await send('DELETE', `videos/${id}`)).status).toBe(204)
  expect((await send('DELETE', `videos/${id}`)).status).toBe(404)
  expect(await bench.storage.list(`redundancy/${id}`)).toEqual([])
  expect(await events()).toEqual(['copy.made', 'copy.removed'])
})

test.each<[string, () => Promise<unknown>]>([
  [
    'is blocked here',
    () => bench.db.query('INSERT INTO video_block (video_id, type) VALUES ($1, 1)', [bench.video.id])
  ],
  ['is private', () => bench.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [bench.video.id])],
  ['is of a muted server', () => bench.db.query("INSERT INTO server_mute (host) VALUES ('peer.example')")]
])('a copy of what %s is not served, and goes', async (_name, happen) => {
  await mirror()
  await work()
  const { id } = (await copy())!
  await happen()
  expect((await get('master.m3u8')).status).toBe(404)
  await lookAfterCopies(deps())
  expect(await copy()).toBeUndefined()
  expect(await bench.storage.list(`redundancy/${id}`)).toEqual([])
  expect(await events()).toContain('copy.removed')
})

test('with the video its copy is gone, at once', async () => {
  await mirror()
  await work()
  const { id } = (await copy())!
  const belongings = await bench.db.transaction(tx => deleteVideoRows(tx, bench.video.id))
  await removeFilesOf({ storage: bench.storage, cancelTranscoding: async () => {} }, belongings!)
  expect(await bench.storage.list(`redundancy/${id}`)).toEqual([])
})

test('a copy of files that were replaced is made again', async () => {
  await mirror()
  await work()
  const { id } = (await copy())!
  // New words change no file.
  await tellPlaylist(bench.db, bench.video.id, { ...bench.playlist, infohashes: [] })
  await lookAfterCopies(deps())
  expect(await copy()).toMatchObject({ id, state: 3 })
  // Neither does a moment without files.
  await tellPlaylist(bench.db, bench.video.id, null)
  await lookAfterCopies(deps())
  expect(await copy()).toMatchObject({ id, state: 3 })

  await bench.republish({ sizes: [50_000] })
  await lookAfterCopies(deps())
  expect((await copy())!.id).not.toBe(id)
  await work()
  expect((await get(nameOf(bench.playlist.files[0]!.fileUrl))).status).toBe(200)
  expect(await bench.storage.list(`redundancy/${id}`)).toEqual([])
})
