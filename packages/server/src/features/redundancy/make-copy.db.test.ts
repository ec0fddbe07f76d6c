/** A copy as it is fetched: gone on with after whatever breaks off, checked, and nothing left of what is not what it says. */
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Response } from 'express'
import { expect, test } from 'vitest'
import { nameOf, useCopies } from '../../../../../tests/support/copies-bench.ts'
import { tellPlaylist } from '../../../../../tests/support/hls-origin.ts'
import { doNext } from '../../platform/leased-work.ts'
import { isPublicAddress } from '../../platform/public-address.ts'
import { copyWork } from './index.ts'

const bench = useCopies()
const { deps, list, mirror, work, get, events, copy, dueNow, largest } = bench

test('what broke off is gone on with, not begun again', async () => {
  const path = new URL(largest()).pathname
  const bytes = bench.origin.files.get(path)!
  bench.origin.tricks.set(path, (res: Response) => {
    res.write(bytes.subarray(0, 90_000))
    setTimeout(() => res.destroy(), 100)
  })
  await mirror()
  await work()
  expect(await copy()).toMatchObject({ state: 2, attempts: 1 })
  expect((await get('master.m3u8')).status).toBe(404)
  bench.origin.tricks.clear()
  await dueNow()
  const before = bench.origin.asked.length
  await work()
  expect(await copy()).toMatchObject({ state: 3, error: null })
  const media = bench.origin.asked.slice(before).filter(ask => ask.path.endsWith('.mp4'))
  expect(media).toEqual([{ path, range: 'bytes=90000-' }])
  expect(Buffer.from(await (await get(nameOf(path))).arrayBuffer())).toEqual(bytes)
})

test('what a crash left under the name of a file is checked before it counts', async () => {
  await mirror()
  const { id } = (await copy())!
  const path = bench.storage.pathOf(`redundancy/${id}/${nameOf(largest())}`)
  await bench.storage.put(await aFile(Buffer.alloc(200_000)), `redundancy/${id}/${nameOf(largest())}`)
  await work()
  expect((await stat(path)).size).toBe(200_000)
  expect(Buffer.from(await (await get(nameOf(path))).arrayBuffer())).toEqual(
    bench.origin.files.get(new URL(largest()).pathname)
  )
})

async function aFile(bytes: Buffer): Promise<string> {
  const path = join(bench.folder, 'a-file')
  await writeFile(path, bytes)
  return path
}

type Spoil = (path: (url: string) => string) => void
const put = (path: string, text: string) => void bench.origin.files.set(path, Buffer.from(text))
test.each<[string, Spoil, RegExp]>([
  ['other bytes', path => void bench.origin.files.set(path(largest()), Buffer.alloc(200_000)), /not what/],
  ['more bytes', path => void bench.origin.files.set(path(largest()), Buffer.alloc(200_001)), /larger/],
  [
    'no end',
    path =>
      void bench.origin.tricks.set(path(largest()), res => {
        const dripping = setInterval(() => res.write(Buffer.alloc(50_000)), 1)
        res.once('close', () => clearInterval(dripping))
      }),
    /larger/
  ],
  ['no hashes', path => put(path(bench.playlist.sha256Url!), '{}'), /no hashes/],
  ['hashes that are none', path => put(path(bench.playlist.sha256Url!), '[1'), /no list/],
  [
    'hashes of some of it',
    path => {
      const hashes = JSON.parse(String(bench.origin.files.get(path(bench.playlist.sha256Url!))))
      const first = Object.keys(hashes[nameOf(largest())])[1]!
      delete hashes[nameOf(largest())][first]
      put(path(bench.playlist.sha256Url!), JSON.stringify(hashes))
    },
    /not of all/
  ],
  ['a master that is a page', path => put(path(bench.playlist.masterUrl), '<html>'), /no playlist/],
  ['files of another name', path => put(path(bench.playlist.masterUrl), '#EXTM3U\n../../etc/passwd\n'), /no name/],
  [
    'files that were not told of',
    path =>
      put(
        path(largest().replace('-fragmented.mp4', '.m3u8')),
        '#EXTM3U\n#EXTINF:4,\nhttps://evil.example/other.mp4\n#EXT-X-ENDLIST\n'
      ),
    /not told of/
  ],
  [
    'a playlist that goes on',
    path => put(path(largest().replace('-fragmented.mp4', '.m3u8')), '#EXTM3U\nx.mp4\n'),
    /goes on/
  ]
])('%s: nothing comes of it', async (_name, spoil, reason) => {
  spoil(url => new URL(url).pathname)
  await mirror()
  await work()
  const failed = (await copy())!
  expect(failed).toMatchObject({ state: 4, error: expect.stringMatching(reason) })
  expect(await bench.storage.list(`redundancy/${failed.id}`)).toEqual([])
  expect((await list()).total).toBe(0)
  expect(await events()).toEqual([])
  // Asked for again, it is tried again.
  expect((await mirror()).status).toBe(204)
})

test('addresses inside are not asked', async () => {
  await tellPlaylist(bench.db, bench.video.id, { ...bench.playlist, masterUrl: 'http://127.0.0.1:1/master.m3u8' })
  await mirror()
  const rules = { isAllowed: isPublicAddress, isAllowedUrl: () => true }
  await doNext(copyWork({ ...deps(), peerRules: rules }))
  expect(await copy()).toMatchObject({ state: 2, error: expect.stringMatching(/open internet/) })
})

test('a full disk keeps nothing, and the copy is tried again another time', async () => {
  await mirror()
  const full = { ...bench.storage, freeBytes: async () => 1_000_000_000 }
  await doNext(copyWork({ ...deps(), storage: full }))
  expect(await copy()).toMatchObject({ state: 2, error: expect.stringMatching(/room/) })
  await dueNow()
  await work()
  expect(await copy()).toMatchObject({ state: 3 })
})

test('two servers do not fetch one copy', async () => {
  await mirror()
  const before = bench.origin.asked.length
  expect((await Promise.all([work(), work(), work()])).filter(Boolean)).toHaveLength(1)
  expect(bench.origin.asked.slice(before).filter(({ path }) => path.endsWith('.mp4'))).toHaveLength(2)
})
