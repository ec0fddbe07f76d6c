/** Makes a torrent of each finished rendition, so that any BitTorrent client can fetch it, and help. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { STORAGE } from '@colombier/transcoder/contract'
import { appendEvent } from '../../platform/events.ts'
import { log } from '../../platform/log.ts'
import type { Database } from '../../platform/postgres.ts'
import type { Storage } from '../../platform/storage/disk.ts'
import { trackerUrlsOf } from '../videos/index.ts'
import { encodeTorrent, hashPieces, pieceLengthOf } from './metainfo.ts'
import {
  findTorrentFile,
  keepTorrentName,
  listTorrentNames,
  listWithoutTorrent,
  setInfoHash,
  type TorrentFile
} from './store.ts'

export interface TorrentsDeps {
  readonly db: Database
  readonly storage: Storage
  /** Public origin, without trailing slash. */
  readonly origin: string
}

export interface Torrents {
  /** The rendition that a torrent of that name is of, whether the torrent is made or not. None of closed videos. */
  find(torrentName: string): Promise<TorrentFile | undefined>
  /** Makes the torrent unless it is there. @returns Its storage key. */
  make(file: TorrentFile): Promise<string>
  /** Makes some of those that are missing. @returns How many. */
  makeMissing(): Promise<number>
}

const BATCH = 20

/** Makes the folder for the files. */
export async function openTorrents(deps: TorrentsDeps): Promise<Torrents> {
  const { db, storage } = deps
  await mkdir(storage.pathOf(STORAGE.torrents), { recursive: true })
  const underWay = new Map<string, Promise<string>>()
  // Tried again after the next start, or when somebody asks for it.
  const failed = new Set<number>()

  const make = (file: TorrentFile): Promise<string> => {
    const begun = underWay.get(file.fileName)
    if (begun) return begun
    const making = makeTorrent(deps, file).finally(() => underWay.delete(file.fileName))
    underWay.set(file.fileName, making)
    return making
  }
  return {
    find: torrentName => findTorrentFile(db, torrentName),
    make,
    async makeMissing() {
      const missing = await listWithoutTorrent(db, { count: BATCH, except: [...failed] })
      for (const file of missing) {
        await make(file).catch(error => {
          failed.add(file.id)
          log('torrents').warn('No torrent of {fileName} can be made: {error}', { fileName: file.fileName, error })
        })
      }
      return missing.length
    }
  }
}

/**
 * The file first, its hash second. What makes its hash stays the same, so that made twice, by two servers at once, or
 * again after a new address of the server or another name of the video, it is the same torrent.
 */
async function makeTorrent({ db, storage, origin }: TorrentsDeps, file: TorrentFile): Promise<string> {
  const key = `${STORAGE.torrents}/${torrentNameOf(file)}`
  const isMade = file.infoHash !== null && file.torrentOrigin === origin
  if (isMade && (await storage.sizeOf(key)) !== undefined) return key

  const proposed = `${file.videoName} ${file.resolution}p.mp4`.replace(/[/\\]/g, '-')
  const name = await keepTorrentName(db, file, proposed)
  if (name === undefined) throw new Error('The file has been replaced.')
  const mediaKey = `${STORAGE.hls}/${file.videoUuid}/${file.fileName}`
  const pieces = await hashPieces(storage.pathOf(mediaKey), pieceLengthOf(file.sizeBytes))
  const { infoHash, bytes } = encodeTorrent(
    {
      name,
      sizeBytes: file.sizeBytes,
      webSeedUrl: `${origin}/static/${mediaKey}`,
      trackerUrls: trackerUrlsOf(origin).toReversed(),
      madeAt: new Date()
    },
    pieces
  )
  await mkdir(storage.pathOf(STORAGE.tmp), { recursive: true })
  const temporary = storage.pathOf(`${STORAGE.tmp}/${randomUUID()}.torrent`)
  await writeFile(temporary, bytes, { flag: 'wx' })
  await storage.put(temporary, key)
  await db.transaction(async tx => {
    const videoId = await setInfoHash(tx, file, { infoHash, origin })
    if (videoId !== undefined) await appendEvent(tx, { type: 'video.updated', videoId })
  })
  return key
}

const torrentNameOf = ({ fileName }: TorrentFile) => fileName.replace(/-fragmented\.mp4$/, '-hls.torrent')

/** Once a video is not for everybody any more. What cannot be removed now is the sweeper's. */
export async function removeTorrentsOf(
  { db, storage }: Pick<TorrentsDeps, 'db' | 'storage'>,
  videoId: number
): Promise<void> {
  const names = await listTorrentNames(db, videoId)
  await Promise.all(names.map(name => storage.remove(`${STORAGE.torrents}/${name}`))).catch(error => {
    log('torrents').warn('Torrents of a closed video are left to the sweeper: {error}', { error })
  })
}
