/**
 * The file of a torrent, from its web seeds: every address goes through the one function that asks other servers, and
 * what comes is held against the torrent's hashes. Trackers, peers and the DHT are asked nothing (ADR 0019).
 */
import { readFile, rm } from 'node:fs/promises'
import { AppError } from '../../kernel/errors.ts'
import { FetchError, type FetchOptions, fetchToFile } from '../../platform/fetch.ts'
import { hashPieces, type ReadTorrent, readTorrent } from '../torrents/index.ts'
import { readMagnet } from './magnet.ts'

export const TORRENT_MAX_BYTES = 1e6

export type Sources = Pick<FetchOptions, 'signal' | 'isAllowed'>

/** @throws AppError in words for its owner; `incorrect_files_in_torrent` is PeerTube's code. */
export function usableTorrent(content: Buffer): ReadTorrent {
  const torrent = readTorrent(content)
  if (torrent === 'many-files')
    throw new AppError('invalid', 'Torrents with only 1 file are supported.', {
      wireCode: 'incorrect_files_in_torrent'
    })
  if (torrent === 'unreadable') throw new AppError('invalid', 'This is not a torrent that can be read.')
  if (torrent.webSeeds.length === 0)
    throw new AppError(
      'invalid',
      'This torrent names no web address of its file, and this server asks no peers for it.'
    )
  return torrent
}

/** @throws AppError when a link cannot be followed here. */
export function usableMagnet(link: string) {
  const magnet = readMagnet(link)
  if (!magnet) throw new AppError('invalid', 'This is not a magnet link that can be read.')
  if (magnet.torrentUrls.length === 0)
    throw new AppError(
      'invalid',
      'This magnet link names no web address of its torrent, and this server asks no peers.'
    )
  return magnet
}

/** @param path Where the torrent may lie meanwhile. @throws AppError; FetchError of the last address that failed. */
export async function fetchTorrentOf(link: string, path: string, sources: Sources): Promise<ReadTorrent> {
  const { infoHash, torrentUrls } = usableMagnet(link)
  return firstOf(torrentUrls, async url => {
    try {
      await fetchToFile(url, path, { ...sources, maxBytes: TORRENT_MAX_BYTES })
      const torrent = usableTorrent(await readFile(path))
      if (torrent.infoHash !== infoHash) throw new AppError('unprocessable', 'This link leads to another torrent.')
      return torrent
    } finally {
      await rm(path, { force: true })
    }
  })
}

/** @throws AppError; FetchError of the last address that failed; the signal's reason when it is aborted. */
export async function fetchFileOf(torrent: ReadTorrent, path: string, sources: Sources): Promise<void> {
  const { webSeeds, sizeBytes, pieceLength, pieces } = torrent
  await firstOf(webSeeds, async url => {
    const came = await fetchToFile(url, path, { ...sources, maxBytes: sizeBytes })
    if (came.sizeBytes === sizeBytes && (await hashPieces(path, pieceLength)).equals(pieces)) return
    await rm(path, { force: true })
    throw new AppError('unprocessable', 'What lies at the web address of this torrent is another file.')
  })
}

async function firstOf<T>(addresses: readonly string[], attempt: (address: string) => Promise<T>): Promise<T> {
  const failures: unknown[] = []
  for (const address of addresses) {
    try {
      return await attempt(address)
    } catch (error) {
      if (!(error instanceof FetchError || error instanceof AppError)) throw error
      failures.push(error)
    }
  }
  throw failures.at(-1)
}
