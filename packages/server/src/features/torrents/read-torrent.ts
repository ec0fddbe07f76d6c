/** What a .torrent file of somebody else says, as far as its file can be fetched from web seeds. Pure. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { bdecode } from './bdecode.ts'
import { type Bencodable, bencode } from './bencode.ts'

export interface ReadTorrent {
  /** Hexadecimal. */
  readonly infoHash: string
  readonly name: string
  readonly sizeBytes: number
  readonly pieceLength: number
  /** SHA-1 of each piece, one after the other. */
  readonly pieces: Buffer
  /** Whole addresses of the file, by http or https (BEP 19). */
  readonly webSeeds: readonly string[]
}

const SHA1_BYTES = 20
const WEB_SEEDS_MAX = 10

const bytes = z.instanceof(Buffer)
const words = bytes.transform(found => found.toString().toWellFormed())
const Info = z.object({
  name: words.pipe(z.string().min(1).max(1000)),
  length: z.int().positive(),
  'piece length': z
    .int()
    .positive()
    .max(2 ** 28),
  pieces: bytes
})
const Torrent = z.object({
  info: z.record(z.string(), z.custom<Bencodable>()),
  'url-list': z
    .union([words.transform(one => [one]), z.array(words)])
    .optional()
    .catch(undefined)
})

/** @returns `many-files` for a torrent of several, `unreadable` for what is no torrent at all. */
export function readTorrent(content: Buffer): ReadTorrent | 'unreadable' | 'many-files' {
  const torrent = Torrent.safeParse(decoded(content)).data
  if (!torrent) return 'unreadable'
  if ('files' in torrent.info) return 'many-files'
  const info = Info.safeParse(torrent.info).data
  if (!info || info.pieces.length !== Math.ceil(info.length / info['piece length']) * SHA1_BYTES) return 'unreadable'
  return {
    infoHash: createHash('sha1').update(bencode(torrent.info)).digest('hex'),
    name: info.name,
    sizeBytes: info.length,
    pieceLength: info['piece length'],
    pieces: info.pieces,
    webSeeds: (torrent['url-list'] ?? []).slice(0, WEB_SEEDS_MAX).flatMap(address => seedOf(address, info.name))
  }
}

function decoded(content: Buffer): unknown {
  try {
    return bdecode(content)
  } catch {
    return undefined
  }
}

/** An address that ends in a slash is a folder, with the file in it. */
function seedOf(address: string, name: string): string[] {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return []
  return [address.endsWith('/') ? address + encodeURIComponent(name) : address]
}
