import { expect, test } from 'vitest'
import type { VideoDetails } from '../../contract/index.ts'
import { playedFromHere } from './own-copy.ts'

const HERE = 'https://here.example'
const COPY = `${HERE}/static/redundancy/hls/1`
const THERE = 'https://reef.example/hls/1'

const video = (redundancies: string[], isLocal = false) =>
  ({
    isLocal,
    streamingPlaylists: [
      {
        playlistUrl: `${THERE}/master.m3u8`,
        segmentsSha256Url: `${THERE}/hashes.json`,
        files: [{ fileUrl: `${THERE}/480.mp4`, fileDownloadUrl: 'https://reef.example/download/480.mp4' }],
        redundancies: redundancies.map(baseUrl => ({ baseUrl }))
      }
    ]
  }) as unknown as VideoDetails

test('a copy that lies here is played from here, and the origin asked when it fails', () => {
  expect(playedFromHere(video(['https://bay.example/v', COPY]), HERE).streamingPlaylists).toEqual([
    {
      playlistUrl: `${COPY}/master.m3u8`,
      segmentsSha256Url: `${COPY}/hashes.json`,
      files: [{ fileUrl: `${COPY}/480.mp4`, fileDownloadUrl: 'https://reef.example/download/480.mp4' }],
      redundancies: [{ baseUrl: 'https://bay.example/v' }, { baseUrl: `${THERE}/` }]
    }
  ])
})

test('others play as told', () => {
  const like = [video([]), video(['https://bay.example/v', 'https://here.example.org/v']), video([COPY], true)]
  for (const one of like) expect(playedFromHere(one, HERE)).toBe(one)
})
