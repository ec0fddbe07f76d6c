/** Against PeerTube 6.3's answer (recorded), and p2p-media-loader 2.2.2 itself, as it is installed. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { allSwarmHashes, currentSwarmHashes, loader1SwarmHashes } from './swarm-hashes.ts'

const playlistUrl =
  'http://127.0.0.1:9100/static/streaming-playlists/hls/043e6dbd-cb79-4bad-82e2-d3d5e9916eb4/42d568c9-740d-4d55-8904-20e8f4be6dbb-master.m3u8'
const loader = import.meta
  .resolve('p2p-media-loader-core')
  .replace('file://', '')
  .replace(/index\.js$/, '')

const inLetters = (hash: string) => Buffer.from(hash, 'hex').toString()

test('PeerTube 6.3 tells of those of p2p-media-loader 1', () => {
  expect(loader1SwarmHashes({ playlistUrl, renditionCount: 4, hasSeparateAudio: false })).toEqual([
    'a6062ec7635d4fd14495e489e23f20adb8d3b86c',
    '90f14f97c244a289b1d5c4c0dd01520bb88c1d69',
    'afdf83fd53a02dc930849389ff73fcbf44949d32',
    '5a61d1de0f3dc54aad1b4fd28188fc4f88795650'
  ])
})

test('p2p-media-loader 2.2 comes to the same', async () => {
  const { getStreamHash } = await import(/* @vite-ignore */ `${loader}utils/peer.js`)
  const { getStreamSwarmId } = await import(/* @vite-ignore */ `${loader}utils/stream.js`)
  const { version } = JSON.parse(await readFile(`${loader}../package.json`, 'utf8'))
  expect(version).toBe('2.2.2')
  const streams = [...[0, 1, 2].map(index => ({ type: 'main', index })), { type: 'secondary', index: 0 }]
  const theirs = streams.map(stream => getStreamHash(getStreamSwarmId(playlistUrl, stream)))
  const ours = currentSwarmHashes({ playlistUrl, renditionCount: 3, hasSeparateAudio: true })
  expect(ours.slice(0, 4).map(inLetters)).toEqual(theirs)
})

test('p2p-media-loader 2.3 hashes with SHA-1 in the same way', () => {
  const hash = currentSwarmHashes({ playlistUrl, renditionCount: 1, hasSeparateAudio: false })[1]!
  const digest = createHash('sha1').update(`v2-${playlistUrl}-main-0`).digest()
  expect(inLetters(hash)).toBe(digest.subarray(0, 15).toString('base64'))
})

test('every stream has its own, in each generation', () => {
  const all = allSwarmHashes({ playlistUrl, renditionCount: 5, hasSeparateAudio: true })
  expect(all).toHaveLength(6 + 6 + 5)
  expect(new Set(all).size).toBe(all.length)
  for (const hash of all) expect(hash).toMatch(/^[0-9a-f]{40}$/)
})
