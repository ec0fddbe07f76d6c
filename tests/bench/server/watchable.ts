/** When a viewer could begin: the playlists of a video are followed as a player would, until media comes back. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { VideoDetails } from '../../../packages/server/src/contract/index.ts'

const RETRY_MS = 100
const WAIT_MS = 300_000

/** Of a public video. Seconds from now. @throws Error when it takes more than five minutes. */
export async function secondsUntilWatchable(origin: string, uuid: string): Promise<number> {
  const startedAt = performance.now()
  while (!(await hasSegment(origin, uuid))) {
    if (performance.now() - startedAt > WAIT_MS) throw new Error('The video does not become watchable.')
    await sleep(RETRY_MS)
  }
  return (performance.now() - startedAt) / 1000
}

async function hasSegment(origin: string, uuid: string): Promise<boolean> {
  const details = await get(`${origin}/api/v1/videos/${uuid}`)
  const masterUrl = details && ((await details.json()) as VideoDetails).streamingPlaylists[0]?.playlistUrl
  const master = masterUrl && (await (await get(masterUrl))?.text())
  const rendition = master && firstUri(master)
  if (!rendition) return false
  const playlistUrl = new URL(rendition, masterUrl).href
  const playlist = await (await get(playlistUrl))?.text()
  const segment = playlist && firstUri(playlist)
  if (!segment) return false

  const [, length, offset] = /^#EXT-X-BYTERANGE:(\d+)@(\d+)/m.exec(playlist)?.map(Number) ?? []
  const hasRange = length !== undefined && offset !== undefined
  const range = hasRange ? { range: `bytes=${offset}-${offset + length - 1}` } : {}
  const media = await get(new URL(segment, playlistUrl).href, range)
  const bytes = media ? (await media.arrayBuffer()).byteLength : 0
  return hasRange ? bytes === length : bytes > 0
}

/** The first line that is neither empty nor a tag (RFC 8216 section 4.1). */
function firstUri(playlist: string): string | undefined {
  return playlist.split('\n').find(line => line !== '' && !line.startsWith('#'))
}

async function get(url: string, headers: Record<string, string> = {}): Promise<Response | undefined> {
  const response = await fetch(url, { headers })
  if (response.ok) return response
  await response.arrayBuffer()
  return undefined
}
