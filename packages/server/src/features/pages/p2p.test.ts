import { expect, test } from 'vitest'
import type { InstanceSettings, VideoDetails } from '../../contract/index.ts'
import { p2pOf } from './p2p.ts'

const ORIGIN = 'https://tube.example'
const PLAYLIST = 'https://reef.example/hls/master.m3u8'

function p2p(
  video: Partial<Record<keyof VideoDetails, unknown>> = {},
  settings: Partial<InstanceSettings['p2p']> = {},
  { origin = ORIGIN, accountChoice }: { origin?: string; accountChoice?: boolean | null } = {}
) {
  const playlist = { playlistUrl: PLAYLIST, segmentsSha256Url: 'https://reef.example/hls/hashes.json' }
  const whole = {
    privacy: { id: 1 },
    isLocal: false,
    viewers: 3,
    streamingPlaylists: [playlist],
    trackerUrls: ['https://reef.example/announce', 'wss://reef.example/socket', 'ws://reef.example/socket'],
    ...video
  } as VideoDetails
  const p2p = { consent: 'ask' as const, minimumViewers: 2, iceServers: [], ...settings }
  return p2pOf(whole, { settings: { p2p }, origin, accountChoice })
}

test('the swarm is the one of the video’s origin, met over its own sockets', () => {
  expect(p2p()).toEqual({
    consent: 'ask',
    viewers: 3,
    minimumViewers: 2,
    countsViewers: false,
    swarmId: PLAYLIST,
    iceServers: [],
    trackers: ['wss://reef.example/socket']
  })
  expect(p2p({}, {}, { origin: 'http://localhost:9000' })?.trackers).toHaveLength(2)
  expect(p2p({}, {}, { accountChoice: null })).toMatchObject({ accountChoice: null })
})

test.each([
  ['this server wants none of it', {}, { consent: 'off' as const }],
  ['it is private', { privacy: { id: 3 } }, {}],
  ['it is for members', { privacy: { id: 4 } }, {}],
  ['it has a password', { privacy: { id: 5 } }, {}],
  ['there is no playlist', { streamingPlaylists: [] }, {}],
  ['it cannot be checked yet', { streamingPlaylists: [{ playlistUrl: PLAYLIST, segmentsSha256Url: null }] }, {}],
  ['there is no socket to meet at', { trackerUrls: ['https://reef.example/announce'] }, {}]
])('nothing is carried when %s', (_why, video, settings) => {
  expect(p2p(video, settings)).toBeNull()
})
