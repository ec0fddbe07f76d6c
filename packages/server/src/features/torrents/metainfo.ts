/** What a .torrent file says of a rendition. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type Bencodable, bencode } from './bencode.ts'

export interface Metainfo {
  /** What downloaders save it as. */
  readonly name: string
  readonly sizeBytes: number
  /** Where the file is on this server: a download ends even when nobody else has it. */
  readonly webSeedUrl: string
  readonly trackerUrls: readonly string[]
  readonly madeAt: Date
}

/** Below this, a download from the web seed is thousands of requests; the list of pieces stays short above it. */
const PIECE_MIN_BYTES = 1024 * 1024
const PIECES_MAX = 1500

export function pieceLengthOf(sizeBytes: number): number {
  let length = PIECE_MIN_BYTES
  while (sizeBytes / length > PIECES_MAX) length *= 2
  return length
}

/** SHA-1 of each piece, one after the other. Memory does not grow with the file. */
export async function hashPieces(path: string, pieceLength: number): Promise<Buffer> {
  const hashes: Buffer[] = []
  let hash = createHash('sha1')
  let filled = 0
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_MIN_BYTES }) as AsyncIterable<Buffer>) {
    let rest = chunk
    while (rest.length > 0) {
      const part = rest.subarray(0, pieceLength - filled)
      hash.update(part)
      filled += part.length
      rest = rest.subarray(part.length)
      if (filled < pieceLength) continue
      hashes.push(hash.digest())
      hash = createHash('sha1')
      filled = 0
    }
  }
  if (filled > 0) hashes.push(hash.digest())
  return Buffer.concat(hashes)
}

export function encodeTorrent(about: Metainfo, pieces: Buffer): { infoHash: string; bytes: Buffer } {
  const info = {
    length: about.sizeBytes,
    name: about.name,
    'piece length': pieceLengthOf(about.sizeBytes),
    pieces
  } satisfies Bencodable
  const bytes = bencode({
    ...(about.trackerUrls[0] && { announce: about.trackerUrls[0] }),
    'announce-list': about.trackerUrls.map(url => [url]),
    'created by': 'Colombier',
    'creation date': Math.floor(about.madeAt.getTime() / 1000),
    encoding: 'UTF-8',
    info,
    'url-list': [about.webSeedUrl]
  })
  return { infoHash: createHash('sha1').update(bencode(info)).digest('hex'), bytes }
}
