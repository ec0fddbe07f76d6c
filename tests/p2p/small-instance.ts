/**
 * As much of an instance as volunteers and BitTorrent clients see: the API of its videos, torrents, files, and the
 * tracker of bittorrent-tracker. What it serves can be changed and closed, and is counted.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import Tracker from 'bittorrent-tracker/server'
import express from 'express'
import { WebSocketServer } from 'ws'
import { encodeTorrent, hashPieces, pieceLengthOf } from '../../packages/server/src/features/torrents/metainfo.ts'

export interface SmallVideo {
  readonly uuid: string
  readonly infoHash: string
  readonly bytes: Buffer
  readonly mediaPath: string
  readonly torrentPath: string
  /** The same torrent with other ways to get the file. */
  torrentWith(ways: { webSeed: boolean; trackers: readonly ('ws' | 'http')[] }): Promise<string>
}

export interface SmallInstance {
  readonly origin: string
  readonly folder: string
  readonly trackers: { readonly ws: string; readonly http: string }
  addVideo(name: string, sizeBytes: number): Promise<SmallVideo>
  /** From now on nobody finds it. */
  remove(video: SmallVideo): void
  /** Whether files can be had by HTTP. */
  servesFiles: boolean
  /** Bytes of files that were sent by HTTP so far. */
  readonly sentBytes: number
  /** Of the API, so far. */
  readonly requests: string[]
  /** Changes what is answered about a video. */
  tamper: (details: Record<string, unknown>) => Record<string, unknown>
  close(): Promise<void>
}

interface Kept extends SmallVideo {
  readonly name: string
}

export async function startSmallInstance(): Promise<SmallInstance> {
  const folder = await mkdtemp(join(tmpdir(), 'colombier-p2p-'))
  await mkdir(join(folder, 'files'))
  const tracker = new Tracker({
    http: false,
    udp: false,
    ws: false,
    stats: false,
    interval: 600_000,
    filter: (_hash, _params, answer) => answer(null)
  })
  tracker.on('warning', () => {})
  const app = express()
  const server = createServer(app)
  upgradeTo(tracker, server)
  await new Promise<void>(resolve => server.listen(0, resolve))
  const origin = `http://${ownAddress()}:${(server.address() as AddressInfo).port}`
  const trackers = { ws: `${origin.replace('http', 'ws')}/tracker/socket`, http: `${origin}/tracker/announce` }
  const videos: Kept[] = []
  let sentBytes = 0

  const instance: SmallInstance = {
    origin,
    folder,
    trackers,
    servesFiles: true,
    requests: [],
    tamper: details => details,
    get sentBytes() {
      return sentBytes
    },
    async addVideo(name, sizeBytes) {
      const video = await makeVideo({ folder, origin, trackers }, name, sizeBytes)
      videos.push(video)
      return video
    },
    remove: video =>
      void videos.splice(
        videos.findIndex(({ uuid }) => uuid === video.uuid),
        1
      ),
    async close() {
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await rm(folder, { recursive: true, force: true })
    }
  }

  app.get('/tracker/announce', (req, res) => tracker.onHttpRequest(req as never, res, { action: 'announce' }))
  app.use('/api', (req, _res, next) => {
    instance.requests.push(req.url)
    next()
  })
  app.get('/api/v1/videos', (req, res) => {
    const [start, count] = [Number(req.query['start']), Number(req.query['count'])]
    res.json({ total: videos.length, data: videos.slice(start, start + count).map(summaryOf) })
  })
  app.get('/api/v1/videos/:uuid', (req, res) => {
    const video = videos.find(({ uuid }) => uuid === req.params['uuid'])
    if (video) res.json(instance.tamper(detailsOf(video, origin, trackers)))
    else res.sendStatus(404)
  })
  app.get('/torrents/:uuid', (req, res) => {
    res.sendFile(videos.find(({ uuid }) => uuid === req.params.uuid)?.torrentPath ?? '/none')
  })
  app.use('/files', (_req, res, next) => {
    if (!instance.servesFiles) return void res.sendStatus(503)
    const { write } = res
    res.write = (chunk: Uint8Array, ...rest: unknown[]) => {
      sentBytes += chunk.length
      return Reflect.apply(write, res, [chunk, ...rest])
    }
    next()
  })
  app.use('/files', express.static(join(folder, 'files')))
  return instance
}

/** Transmission does not believe that a peer can be on its own machine, so the trackers must not see the loopback. */
function ownAddress(): string {
  const found = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)
  if (!found) throw new Error('Transmission can only be tested on a machine with a network besides the loopback')
  return found.address
}

function upgradeTo(tracker: InstanceType<typeof Tracker>, server: Server): void {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (req, socket, head) => {
    sockets.handleUpgrade(req, socket, head, ws => {
      const peer = Object.assign(ws, { ip: req.socket.remoteAddress, upgradeReq: req })
      tracker.onWebSocketConnection(peer as never)
    })
  })
}

type Place = Pick<SmallInstance, 'folder' | 'origin' | 'trackers'>

async function makeVideo({ folder, origin, trackers }: Place, name: string, sizeBytes: number): Promise<Kept> {
  const uuid = randomUUID()
  const bytes = randomBytes(sizeBytes)
  const mediaPath = join(folder, 'files', `${uuid}.mp4`)
  await writeFile(mediaPath, bytes)
  const pieces = await hashPieces(mediaPath, pieceLengthOf(sizeBytes))
  const encode = (webSeedUrl: string, trackerUrls: readonly string[]) =>
    encodeTorrent({ name: `${name}.mp4`, sizeBytes, webSeedUrl, trackerUrls, madeAt: new Date() }, pieces)

  const whole = encode(`${origin}/files/${uuid}.mp4`, [trackers.ws, trackers.http])
  const torrentPath = join(folder, `${uuid}.torrent`)
  await writeFile(torrentPath, whole.bytes)
  return {
    uuid,
    name,
    bytes,
    mediaPath,
    torrentPath,
    infoHash: whole.infoHash,
    async torrentWith(ways) {
      const path = join(folder, `${randomUUID()}.torrent`)
      const made = encode(
        `${origin}/files/${uuid}.mp4`,
        ways.trackers.map(kind => trackers[kind])
      ).bytes
      await writeFile(path, ways.webSeed ? made : withoutWebSeed(made))
      return path
    }
  }
}

/** The list of web seeds is the last of what a torrent says. */
export function withoutWebSeed(torrent: Buffer): Buffer {
  return Buffer.concat([torrent.subarray(0, torrent.lastIndexOf('8:url-list')), Buffer.from('e')])
}

const UPDATED = '2026-01-01T00:00:00.000Z'
const summaryOf = ({ uuid }: Kept) => ({ uuid, updatedAt: UPDATED })

function detailsOf({ uuid, name, bytes, infoHash }: Kept, origin: string, trackers: SmallInstance['trackers']) {
  const file = {
    size: bytes.length,
    resolution: { id: 480 },
    magnetUri: `magnet:?xt=urn:btih:${infoHash}&dn=x`,
    torrentUrl: `${origin}/torrents/${uuid}`,
    fileUrl: `${origin}/files/${uuid}.mp4`
  }
  return {
    uuid,
    name,
    updatedAt: UPDATED,
    isLocal: true,
    privacy: { id: 1 },
    state: { id: 1 },
    trackerUrls: Object.values(trackers),
    files: [],
    streamingPlaylists: [{ files: [file] }]
  }
}
