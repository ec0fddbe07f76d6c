/** Seeds the torrents of the videos that people want, in a process that is there only while there are any. */
import { STORAGE } from '@colombier/transcoder/contract'
import type { SeedingReport } from '../../contract/index.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { type EngineOptions, openEngine, type WantedTorrent } from '../../platform/torrent/index.ts'
import type { Settings } from '../configuration/index.ts'
import type { Torrents } from '../torrents/index.ts'
import { trackerUrlsOf } from '../videos/index.ts'
import { addGiven, listWanted, readGiven, type WantedFile } from './store.ts'

export interface SeedingDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin, without trailing slash: its trackers are announced to. */
  readonly origin: string
  readonly settings: Settings
  readonly torrents: Torrents
  /** Of TCP and uTP; the next one is WebRTC's. 0 is any that are free. */
  readonly torrentPort: number
  /** The server is being tried out on one machine. */
  readonly isLoopback: boolean
  readonly logLevel: EngineOptions['logLevel']
  /** Hashes of torrents that somebody is fetching now. */
  readonly listAwaited: () => readonly string[]
}

export interface Seeding {
  /** Takes up what is wanted by now, under the settings of now, and lets the rest go. */
  refresh(): Promise<void>
  report(): Promise<SeedingReport>
  /** Of the process, while there is one. */
  pid(): number | undefined
  stop(): Promise<void>
}

const AWAITED_MAX = 1000

export function openSeeding(deps: SeedingDeps): Seeding {
  const { db, settings } = deps
  let unwritten = 0
  let wanted: readonly WantedFile[] = []
  let prepared = new Map<string, WantedTorrent>()
  const engine = openEngine({
    onMoved: ({ given }) => {
      unwritten += given
    }
  })

  const writeGiven = async () => {
    const bytes = unwritten
    if (bytes === 0) return
    unwritten = 0
    try {
      await addGiven(db, bytes)
    } catch (error) {
      unwritten += bytes
      throw error
    }
  }
  return {
    pid: engine.pid,
    async refresh() {
      const { enabled, maxTorrents: count, uploadBytesPerSecond } = settings.current().seeding
      const awaited = deps.listAwaited().slice(0, AWAITED_MAX)
      wanted = enabled && uploadBytesPerSecond !== 0 ? await listWanted(db, { count, awaited }) : []
      const found = await Promise.all(wanted.map(file => prepared.get(file.infoHash) ?? toTorrent(deps, file)))
      const torrents = found.filter(torrent => torrent !== undefined)
      prepared = new Map(torrents.map(torrent => [torrent.infoHash, torrent]))
      engine.want({ torrents, uploadBytesPerSecond }, engineOptions(deps))
      await writeGiven()
    },
    async report() {
      const { enabled, maxTorrents, uploadBytesPerSecond } = settings.current().seeding
      const figures = engine.figures()
      const given = await readGiven(db)
      const files = new Map(wanted.map(file => [file.infoHash, file]))
      return {
        enabled,
        maxTorrents,
        uploadBytesPerSecond,
        port: figures?.port ?? null,
        peers: figures?.torrents.reduce((sum, { peers }) => sum + peers, 0) ?? 0,
        givenBytes: {
          today: given.today + unwritten,
          thirtyDays: given.thirtyDays + unwritten,
          total: given.total + unwritten
        },
        torrents: (figures?.torrents ?? []).flatMap(({ infoHash, peers, uploadedBytes }) => {
          const file = files.get(infoHash)
          if (!file) return []
          const { resolution, sizeBytes, videoUuid: uuid, videoName: name } = file
          return { video: { uuid, name }, resolution, infoHash, sizeBytes, peers, givenBytes: uploadedBytes }
        })
      }
    },
    async stop() {
      await engine.stop()
      await writeGiven()
    }
  }
}

function engineOptions({ settings, torrentPort, isLoopback, logLevel }: SeedingDeps): EngineOptions {
  const iceServers = settings.current().p2p.iceServers
  return { port: torrentPort, iceServers, allowsPrivatePeers: isLoopback, userAgent: 'Colombier', logLevel }
}

/** @returns undefined for one whose file is gone. */
async function toTorrent(deps: SeedingDeps, file: WantedFile): Promise<WantedTorrent | undefined> {
  const { storage, torrents, origin } = deps
  try {
    const found = await torrents.find(file.fileName.replace(/-fragmented\.mp4$/, '-hls.torrent'))
    if (!found) return undefined
    return {
      infoHash: file.infoHash,
      sizeBytes: file.sizeBytes,
      trackers: trackerUrlsOf(origin),
      webSeeds: undefined,
      torrentPath: storage.pathOf(await torrents.make(found)),
      mediaPath: storage.pathOf(`${STORAGE.hls}/${file.videoUuid}/${file.fileName}`)
    }
  } catch (error) {
    log('seeding').warn('{fileName} cannot be seeded: {error}', { fileName: file.fileName, error })
    return undefined
  }
}
