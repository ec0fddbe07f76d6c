/** Another server's HLS files, on loopback: as they are at PeerTube, or as a test spoils them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import express, { type Response } from 'express'
import type { RemotePlaylist } from '../../packages/server/src/contract/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { serve } from './serve.ts'

export interface HlsOrigin {
  readonly origin: string
  /** What lies at a path. */
  readonly files: Map<string, Buffer>
  /** Answers at a path in place of a file. */
  readonly tricks: Map<string, (res: Response) => void>
  /** Paths that were asked for, with the ranges that were wanted. */
  readonly asked: { readonly path: string; readonly range: string | undefined }[]
  /** Puts the files of a video there. @returns What its server tells of them. */
  publish(change?: { readonly sizes?: readonly number[] }): RemotePlaylist
  close(): Promise<void>
}

const INIT = 1000
const SEGMENT = 40_000

export async function openHlsOrigin(): Promise<HlsOrigin> {
  const files = new Map<string, Buffer>()
  const tricks = new Map<string, (res: Response) => void>()
  const asked: { path: string; range: string | undefined }[] = []
  const app = express().get('/*path', (req, res) => {
    const { range } = req.headers
    asked.push({ path: req.path, range })
    const trick = tricks.get(req.path)
    if (trick) return trick(res)
    const bytes = files.get(req.path)
    if (!bytes) return void res.sendStatus(404)
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    if (from > 0) res.status(206).set('Content-Range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
    res.end(bytes.subarray(from))
  })
  const server = await serve(app)
  return {
    origin: server.origin,
    files,
    tricks,
    asked,
    close: server.close,
    publish: ({ sizes = [120_000, 200_000] } = {}) => publish(server.origin, files, sizes)
  }
}

function publish(origin: string, files: Map<string, Buffer>, sizes: readonly number[]): RemotePlaylist {
  const folder = `/hls/${randomUUID()}`
  const put = (name: string, content: Buffer | string) => void files.set(`${folder}/${name}`, Buffer.from(content))
  const hashes: Record<string, Record<string, string>> = {}
  const told = sizes.map((sizeBytes, at) => {
    const resolution = 240 * (at + 1)
    const base = `${randomUUID()}-${resolution}`
    const bytes = randomBytes(sizeBytes)
    const ranges = rangesOf(sizeBytes)
    put(`${base}-fragmented.mp4`, bytes)
    put(`${base}.m3u8`, mediaPlaylist(`${base}-fragmented.mp4`, ranges))
    hashes[`${base}-fragmented.mp4`] = Object.fromEntries(
      ranges.map(([start, end]) => [
        `${start}-${end}`,
        createHash('sha256')
          .update(bytes.subarray(start, end + 1))
          .digest('hex')
      ])
    )
    const fileUrl = `${origin}${folder}/${base}-fragmented.mp4`
    return {
      resolution,
      width: resolution * 2,
      height: resolution,
      fps: 25,
      sizeBytes,
      fileUrl,
      playlist: `${base}.m3u8`,
      metadataUrl: null,
      torrentUrl: null,
      magnetUri: null,
      hasAudio: true,
      hasVideo: true
    }
  })
  const variants = told.map(({ playlist }) => `#EXT-X-STREAM-INF:BANDWIDTH=100000\n${playlist}\n`)
  put('master.m3u8', `#EXTM3U\n#EXT-X-VERSION:7\n${variants.join('')}`)
  put('segments-sha256.json', JSON.stringify(hashes))
  return {
    masterUrl: `${origin}${folder}/master.m3u8`,
    sha256Url: `${origin}${folder}/segments-sha256.json`,
    infohashes: [randomBytes(20).toString('hex')],
    files: told.map(({ playlist: _playlist, ...file }) => file)
  }
}

function rangesOf(sizeBytes: number): [start: number, end: number][] {
  const ranges: [number, number][] = []
  for (let start = INIT; start < sizeBytes; start += SEGMENT)
    ranges.push([start, Math.min(start + SEGMENT, sizeBytes) - 1])
  return ranges
}

function mediaPlaylist(fileName: string, ranges: readonly [number, number][]): string {
  const segments = ranges.map(
    ([start, end]) => `#EXTINF:4,\n#EXT-X-BYTERANGE:${end - start + 1}@${start}\n${fileName}\n`
  )
  const map = `#EXT-X-MAP:URI="${fileName}",BYTERANGE="${INIT}@0"`
  return `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n${map}\n${segments.join('')}#EXT-X-ENDLIST\n`
}

/** What a video elsewhere tells of its files from now on. */
export async function tellPlaylist(db: Database, videoId: number, playlist: RemotePlaylist | null): Promise<void> {
  await db.query('UPDATE remote_video SET playlists = $2 WHERE video_id = $1', [
    videoId,
    JSON.stringify(playlist ? [playlist] : [])
  ])
}
