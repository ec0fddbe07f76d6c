import { expect, test } from 'vitest'
import { formatMaster, measureBitrates } from './master.ts'
import { formatMediaPlaylist, readMediaPlaylist } from './playlist.ts'

const playlist = {
  initBytes: 1377,
  segments: [
    { durationSeconds: 4, sizeBytes: 122_741, offsetBytes: 1377 },
    { durationSeconds: 2, sizeBytes: 65_840, offsetBytes: 124_118 }
  ]
}
const text = { fileName: 'a-240-fragmented.mp4', playlist, targetSeconds: 4 }
const MEDIA = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="a-240-fragmented.mp4",BYTERANGE="1377@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:122741@1377
a-240-fragmented.mp4
#EXTINF:2.000000,
#EXT-X-BYTERANGE:65840@124118
a-240-fragmented.mp4
#EXT-X-ENDLIST
`

test('a finished playlist reads as PeerTube writes it', () => {
  expect(formatMediaPlaylist({ ...text, isFinished: true })).toBe(MEDIA)
})

test('what is written can be read, whole or torn anywhere', () => {
  expect(readMediaPlaylist(MEDIA)).toEqual(playlist)
  for (let length = 0; length < MEDIA.length; length++) {
    const torn = readMediaPlaylist(MEDIA.slice(0, length))
    expect(torn?.segments ?? []).toEqual(playlist.segments.slice(0, torn?.segments.length ?? 0))
  }
})

test('a growing playlist is an event without end', () => {
  const growing = formatMediaPlaylist({ ...text, isFinished: false })
  expect(growing).toContain('#EXT-X-PLAYLIST-TYPE:EVENT')
  expect(growing).not.toContain('ENDLIST')
})

test('the master names the fullest segment and lists small renditions first', () => {
  const rates = measureBitrates(playlist)
  expect(rates).toEqual({ averageBps: 251_442, peakBps: 263_360 })
  const variant = {
    playlistName: 'a.m3u8',
    width: 426,
    height: 240,
    fps: 30000 / 1001,
    codecs: 'avc1.640015,mp4a.40.2',
    ...rates
  }
  const master = formatMaster([{ ...variant, playlistName: 'b.m3u8', width: 640, height: 360 }, variant])
  expect(master).toContain(
    '#EXT-X-STREAM-INF:BANDWIDTH=263360,AVERAGE-BANDWIDTH=251442,RESOLUTION=426x240,FRAME-RATE=29.97,CODECS="avc1.640015,mp4a.40.2"\na.m3u8\n'
  )
  expect(master.indexOf('a.m3u8')).toBeLessThan(master.indexOf('b.m3u8'))
})
