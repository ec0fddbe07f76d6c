/** The BitTorrent client: TCP, uTP and WebRTC. DHT, LSD, PEX and port mapping are off: it speaks to our trackers alone. */
import { readFile, stat } from 'node:fs/promises'
import parseTorrent, { type ParsedTorrent } from 'parse-torrent'
import WebTorrent, { type Torrent } from 'webtorrent'
import { log } from '../log.ts'
import { isPublicAddress } from '../public-address.ts'
import type { EngineFigures, EngineOptions, TorrentFigures, WantedTorrent, Wish } from './contract.ts'
import { type FileStore, isWhole, openFileStore } from './file-store.ts'
import './gathered.ts'

export interface Swarm {
  /** Takes up what is new, lets go what is wanted no more. */
  follow(wish: Wish): void
  figures(): EngineFigures
  /** Tells the trackers. */
  close(): Promise<void>
}

/** Of each torrent. */
const CONNECTIONS_MAX = 40
const TORRENT_FILE_MAX_BYTES = 5_000_000
/** Another try of one that failed. */
const AGAIN_MS = 60_000
/** WebRTC offers at once to peers that are in a swarm already; those that come later make offers themselves. */
const OFFERS_MAX = 4
const OFFER_EVERY_MS = 50_000

interface Held {
  readonly wanted: WantedTorrent
  torrent?: Torrent
  /** Every piece was checked. */
  isWhole: boolean
  /** WebRTC connections to offer at the next announcement, once every piece is there. */
  offers: number
  /** Let go while it was still being opened. */
  isDropped: boolean
}

/** @param onLost The client cannot go on. */
export async function openSwarm(options: EngineOptions, onLost: (error: Error) => void): Promise<Swarm> {
  const client = openClient(options)
  client.on('error', error => {
    if (client.destroyed) onLost(error)
    else log('seeding').warn('{error}', { error })
  })
  await new Promise<void>((resolve, reject) => client.once('listening', resolve).once('error', reject))
  const held = new Map<string, Held>()
  let uploadedBytes = 0
  let receivedBytes = 0

  const drop = (entry: Held) => {
    entry.isDropped = true
    if (held.get(entry.wanted.infoHash) === entry) held.delete(entry.wanted.infoHash)
    if (entry.torrent && !entry.torrent.destroyed) entry.torrent.destroy({ destroyStore: false })
  }
  const take = async (wanted: WantedTorrent) => {
    const entry: Held = { wanted, isWhole: false, offers: 0, isDropped: false }
    held.set(wanted.infoHash, entry)
    try {
      await begin(client, entry)
      entry.torrent?.on('upload', (bytes: number) => {
        uploadedBytes += bytes
      })
      entry.torrent?.on('download', (bytes: number) => {
        receivedBytes += bytes
      })
      entry.torrent?.on('error', error => fail(entry, error))
    } catch (error) {
      fail(entry, error)
    }
  }
  const fail = (entry: Held, error: unknown) => {
    log('seeding').warn('{infoHash} cannot be seeded: {error}', { infoHash: entry.wanted.infoHash, error })
    if (entry.torrent && !entry.torrent.destroyed) entry.torrent.destroy({ destroyStore: false })
    setTimeout(() => drop(entry), AGAIN_MS).unref()
  }

  return {
    follow({ torrents, uploadBytesPerSecond }) {
      client.throttleUpload(uploadBytesPerSecond)
      const wanted = new Map(torrents.map(torrent => [torrent.infoHash, torrent]))
      for (const entry of [...held.values()]) if (!wanted.has(entry.wanted.infoHash)) drop(entry)
      for (const torrent of wanted.values()) if (!held.has(torrent.infoHash)) void take(torrent)
    },
    figures: () => ({
      port: client.address()?.port ?? 0,
      torrents: [...held.values()].filter(({ torrent }) => torrent && !torrent.destroyed).map(figuresOf),
      uploadedBytes,
      receivedBytes
    }),
    close: () => new Promise(resolve => client.destroy(resolve))
  }
}

function openClient({ port, iceServers, allowsPrivatePeers, userAgent }: EngineOptions): WebTorrent {
  // With a port of its own choice, WebRTC too uses one port that a firewall can let through.
  const onePort = port === 0 ? {} : { portRangeBegin: port + 1, portRangeEnd: port + 1, enableIceUdpMux: true }
  const client = new WebTorrent({
    torrentPort: port,
    maxConns: CONNECTIONS_MAX,
    uploadLimit: -1,
    userAgent,
    dht: false,
    lsd: false,
    utPex: false,
    natUpnp: false,
    natPmp: false,
    utp: WebTorrent.UTP_SUPPORT,
    tracker: { rtcConfig: { iceServers, ...onePort } }
  })
  if (!allowsPrivatePeers) client.blocked = { contains: host => !isPublicAddress(host) }
  return client
}

async function begin(client: WebTorrent, entry: Held): Promise<void> {
  const { wanted } = entry
  const file = { path: wanted.mediaPath, sizeBytes: wanted.sizeBytes }
  const parsed = await readTorrent(wanted)
  const whole = await isWhole(file)
  if (!whole && !wanted.webSeeds) throw new Error('The file is missing')
  if (entry.isDropped || client.destroyed) return

  const store = openFileStore(file, { chunkLength: parsed.pieceLength, whole })
  entry.isWhole = whole
  entry.torrent = client.add(parsed, {
    preloadedStore: store,
    skipVerify: whole,
    storeCacheSlots: 0,
    // Nobody is there to make offers to until the tracker says so: each costs a connection and six open files.
    getAnnounceOpts: () => (entry.isWhole ? { numwant: entry.offers } : {})
  })
  // webtorrent dials by uTP for forty seconds before it tries TCP, which most clients have alone. It still answers uTP.
  entry.torrent._isIPv4 = () => false
  entry.torrent.on('warning', error => log('seeding').debug('{error}', { error }))
  entry.torrent.once('ready', () => offerWhenAwaited(entry))
  if (!whole) entry.torrent.once('done', () => void complete(entry, store))
}

/** @throws Error when it is not the torrent of that file. */
async function readTorrent({ torrentPath, infoHash, sizeBytes, trackers, webSeeds }: WantedTorrent) {
  if ((await stat(torrentPath)).size > TORRENT_FILE_MAX_BYTES) throw new Error('This torrent is too large')
  const parsed = await parseTorrent(await readFile(torrentPath))
  assertTorrent(parsed, { infoHash, sizeBytes })
  parsed.announce = [...trackers]
  parsed.urlList = [...(webSeeds ?? [])]
  return parsed
}

/** @throws Error */
export function assertTorrent(parsed: ParsedTorrent, expected: Pick<WantedTorrent, 'infoHash' | 'sizeBytes'>): void {
  if (parsed.infoHash !== expected.infoHash) throw new Error('This is another torrent')
  if (parsed.files?.length !== 1 || parsed.length !== expected.sizeBytes)
    throw new Error('This torrent is not of this file')
  const { pieceLength, pieces, length } = parsed
  if (!(pieceLength >= 16_384 && pieceLength <= 67_108_864) || pieces.length !== Math.ceil(length / pieceLength))
    throw new Error('This torrent has pieces of an impossible size')
}

async function complete(entry: Held, store: FileStore): Promise<void> {
  try {
    await store.finish()
    entry.isWhole = true
  } catch (error) {
    entry.torrent?.emit('error', error)
  }
}

/**
 * A seeder that makes no offers waits for others to make them. Those that came before it, and will not announce
 * themselves for minutes, are made offers when the tracker counts more of them than are connected.
 */
function offerWhenAwaited(entry: Held): void {
  const { torrent } = entry
  const tracker = torrent?.discovery?.tracker
  let lastAt = Number.NEGATIVE_INFINITY
  tracker?.on('update', ({ incomplete = 0 }: { incomplete?: number }) => {
    if (!entry.isWhole || incomplete <= torrent!.numPeers || performance.now() - lastAt < OFFER_EVERY_MS) return
    lastAt = performance.now()
    entry.offers = Math.min(OFFERS_MAX, incomplete)
    tracker.update()
    entry.offers = 0
  })
}

const figuresOf = ({ wanted, torrent, isWhole: whole }: Held): TorrentFigures => ({
  infoHash: wanted.infoHash,
  isWhole: whole,
  haveBytes: torrent?.downloaded ?? 0,
  uploadedBytes: torrent?.uploaded ?? 0,
  peers: torrent?.numPeers ?? 0
})
