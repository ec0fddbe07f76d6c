import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { WebSocket } from 'ws'
import { openTracker, type Tracker, trackerRoutes } from '../../packages/server/src/features/tracker/index.ts'
import { LIMITS, type Limits } from '../../packages/server/src/features/tracker/limits.ts'
import { registerSwarms } from '../../packages/server/src/features/tracker/store.ts'
import { allSwarmHashes } from '../../packages/server/src/features/tracker/swarm-hashes.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type AVideo, aVideo, giveRendition } from './a-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople } from './people.ts'
import { someSettings } from './settings.ts'

export const ORIGIN = 'https://videos.example'

export interface SharedVideo extends AVideo {
  /** Of its torrent. */
  readonly infoHash: string
  /** Of its playlist, all generations. */
  readonly swarmHashes: readonly string[]
}

export interface Told {
  readonly action?: string
  readonly 'failure reason'?: string
  readonly info_hash?: string
  readonly peer_id?: string
  readonly offer?: { readonly sdp: string }
  readonly answer?: { readonly sdp: string }
  readonly complete?: number
  readonly incomplete?: number
  readonly interval?: number
  readonly files?: Record<string, { complete: number; incomplete: number }>
}

/** A player's connection. */
export interface TestPeer {
  readonly ws: WebSocket
  send(message: object | string | Buffer): void
  /** The next message there is, or will be. */
  next(): Promise<Told>
  announce(hash: string, about?: object): Promise<Told>
  /** Resolves with the code when the server ends it. */
  readonly closed: Promise<number>
}

export interface TrackerBench {
  readonly db: Database
  readonly tracker: Tracker
  /** `127.0.0.1:PORT` */
  readonly host: string
  /** Holds from the next call on. */
  setEnabled(isEnabled: boolean): void
  setMirrored(hashes: readonly string[]): void
  video(change?: Parameters<typeof aVideo>[2] & { isFinal?: boolean }): Promise<SharedVideo>
  /** @param address Where it seems to come from. */
  connect(address?: string): Promise<TestPeer>
  /** What the server says to who wants a connection: 101 or a refusal. */
  knock(address?: string): Promise<number>
  /** As a BitTorrent client does. */
  get(path: string, query: Readonly<Record<string, string | number>>, address?: string): Promise<Response>
  close(): Promise<void>
}

export const asBytes = (hash: string) => Buffer.from(hash, 'hex').toString('latin1')
/** As `%XX`, byte for byte. */
export const encoded = (hash: string) => hash.replace(/../g, '%$&')
export const idOf = (name: string) => name.padEnd(20, '-')

export interface TrackerBenchOptions {
  readonly limits?: Partial<Limits>
  readonly limitFactor?: number
  /** Kept when given. */
  readonly database?: FreshDatabase
}

export async function openTrackerBench({
  limits = {},
  limitFactor = 1,
  database
}: TrackerBenchOptions = {}): Promise<TrackerBench> {
  const { db, close } = database ? { ...database, close: async () => {} } : await freshDatabase()
  const channelId = await channelOf(db)
  let isEnabled = true
  let mirrored: readonly string[] = []
  const tracker = openTracker({
    db,
    origin: ORIGIN,
    limitFactor,
    limits: { ...LIMITS, ...limits },
    settings: { current: () => someSettings({ tracker: { enabled: isEnabled } }).current() },
    findMirrored: async hashes => hashes.filter(hash => mirrored.includes(hash))
  })
  const addressOf = (headers: NodeJS.Dict<string | string[]>) => String(headers['x-test-address'] ?? '127.0.0.1')
  const app = express().use((req, _res, next) => {
    Object.defineProperty(req, 'ip', { value: addressOf(req.headers) })
    next()
  }, trackerRoutes(tracker))
  const server = createServer(app)
  server.on('upgrade', (req, socket, head) => tracker.upgrade(req, socket, head, addressOf(req.headers)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const open = (address?: string) =>
    new WebSocket(`ws://${host}/tracker/socket`, { headers: address ? { 'x-test-address': address } : {} })

  return {
    db,
    tracker,
    host,
    setEnabled: value => {
      isEnabled = value
    },
    setMirrored: hashes => {
      mirrored = hashes
    },
    video: change => shareVideo(db, channelId, change),
    async connect(address) {
      const ws = open(address)
      const peer = listen(ws)
      await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
      return peer
    },
    async knock(address) {
      const ws = open(address)
      ws.on('error', () => {})
      const status = await new Promise<number>(resolve => {
        ws.once('unexpected-response', (_req, res) => resolve(res.statusCode ?? 0)).once('open', () => resolve(101))
      })
      ws.terminate()
      return status
    },
    get(path, query, address) {
      const text = Object.entries(query).map(([name, value]) => `${name}=${value}`)
      return fetch(`http://${host}/tracker/${path}?${text.join('&')}`, {
        headers: address ? { 'x-test-address': address } : {}
      })
    },
    async close() {
      await tracker.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await close()
    }
  }
}

async function channelOf(db: Database): Promise<number> {
  const { rows } = await db.query<{ id: number }>('SELECT min(id) AS id FROM channel')
  return rows[0]?.id ?? (await makePeople(db)).ada.channelId
}

async function shareVideo(
  db: Database,
  channelId: number,
  { isFinal = true, ...change }: Parameters<TrackerBench['video']>[0] = {}
): Promise<SharedVideo> {
  const video = await aVideo(db, channelId, change)
  const { master } = await giveRendition(db, video, { isFinal })
  const infoHash = video.uuid.replaceAll('-', '').padEnd(40, '0')
  await db.query('UPDATE video_file SET info_hash = $2 WHERE video_id = $1', [video.id, infoHash])
  await registerSwarms(db, ORIGIN)
  const playlistUrl = `${ORIGIN}/static/streaming-playlists/hls/${video.uuid}/${master}`
  return {
    ...video,
    infoHash,
    swarmHashes: allSwarmHashes({ playlistUrl, renditionCount: 1, hasSeparateAudio: true })
  }
}

function listen(ws: WebSocket): TestPeer {
  const told: Told[] = []
  const waiting: ((message: Told) => void)[] = []
  ws.on('message', bytes => {
    const message = JSON.parse(String(bytes)) as Told
    const listener = waiting.shift()
    if (listener) listener(message)
    else told.push(message)
  })
  ws.on('error', () => {})
  const closed = new Promise<number>(resolve => ws.once('close', resolve))
  const next = () => {
    const first = told.shift()
    return first ? Promise.resolve(first) : new Promise<Told>(resolve => waiting.push(resolve))
  }
  const send: TestPeer['send'] = message =>
    ws.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message))
  return {
    ws,
    closed,
    next,
    send,
    announce(hash, about = {}) {
      send({ action: 'announce', info_hash: asBytes(hash), peer_id: idOf('somebody'), numwant: 5, ...about })
      return next()
    }
  }
}
