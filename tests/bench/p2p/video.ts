/** A server with one video of four minutes, in one quality, that its viewers reach through a narrow line. */
import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DeliveryFigures } from '../../../packages/server/src/contract/index.ts'
import { type Api, signIn } from '../../support/api.ts'
import { type RunningTestServer, startTestServer } from '../../support/start-server.ts'
import { layNarrowLine, type NarrowLine } from './narrow-line.ts'

const run = promisify(execFile)
const DURATION_SECONDS = 240
const TRANSCODING_MS = 900_000
/** The server writes sums down every five seconds, and players tell theirs as they leave. */
const SUMS_MS = 8000

export interface Place {
  readonly line: NarrowLine
  readonly server: RunningTestServer
  /** As the viewers see it. */
  readonly origin: string
  readonly path: string
  /** Of the video. */
  readonly bytesPerSecond: number
  /** Parts of the file by their SHA-256, and how many bytes they have. */
  readonly segments: ReadonlyMap<string, { readonly range: string; readonly bytes: number }>
  setSharing(isOn: boolean): Promise<void>
  /** What was sent and reported since the server began. */
  delivery(): Promise<DeliveryFigures>
  close(): Promise<void>
}

export async function openPlace({ dataFolder }: { dataFolder?: string } = {}): Promise<Place> {
  let serverPort = 0
  const line = await layNarrowLine(() => serverPort)
  const origin = `http://localhost:${line.port}`
  const server = await startTestServer({
    ...(dataFolder && { dataFolder }),
    // All viewers come from one address.
    env: { COLOMBIER_URL: origin, COLOMBIER_RATE_LIMITS: '0' }
  })
  serverPort = Number(new URL(server.origin).port)
  try {
    const api = await signIn(server.origin)
    const { uuid, ...video } = await makeVideo(api, server.dataFolder)
    return {
      line,
      server,
      origin,
      path: `/w/${uuid}`,
      ...video,
      async setSharing(isOn) {
        await configure(api, { p2p: { consent: isOn ? 'on' : 'off' } })
      },
      async delivery() {
        await sleep(SUMS_MS)
        return (await api.json<{ total: DeliveryFigures }>('/server/delivery')).total
      },
      async close() {
        await server.close()
        await line.close()
      }
    }
  } catch (error) {
    await server.close()
    await line.close()
    throw error
  }
}

async function makeVideo(api: Api, dataFolder: string) {
  await configure(api, { transcoding: { resolutions: { '360p': false, '480p': true, '720p': false, '1080p': false } } })
  const clip = join(dataFolder, 'clip.mp4')
  await makeClip(clip)
  const uuid = await api.upload(clip, { name: 'General assembly' })
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done', TRANSCODING_MS)
  const { streamingPlaylists } = await api.video(uuid)
  const playlist = streamingPlaylists[0]!
  const folder = join(dataFolder, 'streaming-playlists/hls', uuid)
  await keepOneQuality(join(folder, nameOf(playlist.playlistUrl)))
  const file = join(folder, nameOf(playlist.files.find(({ resolution }) => resolution.id === 480)!.fileUrl))
  const hashes = await readHashes(join(folder, nameOf(playlist.segmentsSha256Url!)), nameOf(file))
  return { uuid, bytesPerSecond: (await stat(file)).size / DURATION_SECONDS, segments: hashes }
}

const nameOf = (url: string) => url.split('/').at(-1)!

async function configure(api: Api, change: object): Promise<void> {
  const answer = await api.fetch('/config/custom', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(change)
  })
  if (!answer.ok) throw new Error(`The server cannot be configured: ${await answer.text()}`)
}

/** Some 700 kbit/s; few frames, because ten players share a small machine. */
async function makeClip(path: string): Promise<void> {
  const picture = `testsrc2=size=854x480:rate=15:duration=${DURATION_SECONDS},noise=alls=12:allf=t:all_seed=1`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=frequency=440:duration=${DURATION_SECONDS}`]
  const rate = ['-b:v', '640k', '-maxrate', '700k', '-bufsize', '1000k', '-g', '60', '-sc_threshold', '0']
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-pix_fmt',
    'yuv420p',
    ...rate,
    '-c:a',
    'aac',
    '-b:a',
    '64k'
  ]
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...inputs, ...codecs, path])
}

/** So that all viewers watch the same one, whatever their line. */
async function keepOneQuality(masterPath: string): Promise<void> {
  const lines = (await readFile(masterPath, 'utf8')).split('\n')
  const kept = lines.filter((line, at) => {
    const uri = line.startsWith('#EXT-X-STREAM-INF') ? lines[at + 1]! : line
    return !uri.endsWith('.m3u8') || uri.includes('-480.')
  })
  await writeFile(masterPath, kept.join('\n'))
}

async function readHashes(path: string, fileName: string) {
  const all = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, string>>
  return new Map(
    Object.entries(all[fileName] ?? {}).map(([range, sha256]) => {
      const [start, end] = range.split('-').map(Number) as [number, number]
      return [sha256, { range, bytes: end - start + 1 }]
    })
  )
}
