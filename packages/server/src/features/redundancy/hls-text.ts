/** What HLS playlists and lists of hashes of other servers say. Hostile until they are read. Pure. */

/** What cannot be copied, whatever is tried. */
export class NoCopy extends Error {
  override readonly name = 'NoCopy'
}

/** Names in our own folders and addresses; every server's are of such letters. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/
const LINES_MAX = 200_000

export type FileKind = 'm3u8' | 'mp4'

/** @throws NoCopy for an address whose last part is no name of such a file. */
export function fileNameOf(url: string, kind: FileKind | 'json'): string {
  const name = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  if (!FILE_NAME.test(name) || !name.endsWith(`.${kind}`)) throw new NoCopy(`${url} has no name that can be kept`)
  return name
}

export interface PlaylistText {
  /** With bare names of files instead of addresses: as it is when its addresses are relative. */
  readonly text: string
  /** Absolute addresses, each once. */
  readonly addresses: readonly string[]
}

/**
 * Reads the addresses out of a playlist.
 *
 * @param kind Of what it names: playlists in a master, media in the others.
 * @throws NoCopy for what is no playlist, is a live one, is encrypted, or names anything else.
 */
export function readPlaylist(text: string, url: string, kind: FileKind): PlaylistText {
  const lines = text.split('\n')
  if (!text.startsWith('#EXTM3U') || lines.length > LINES_MAX) throw new NoCopy(`${url} is no playlist`)
  if (kind === 'mp4' && !/^#EXT-X-ENDLIST\s*$/m.test(text)) throw new NoCopy(`${url} goes on`)
  const addresses = new Set<string>()
  const take = (address: string) => {
    const absolute = URL.parse(address, url)?.href ?? ''
    const name = fileNameOf(absolute, kind)
    addresses.add(absolute)
    return name
  }
  const rewritten = lines.map(line => {
    if (/^#EXT-X-(KEY|SESSION-KEY):/.test(line)) throw new NoCopy(`${url} is encrypted`)
    if (line.startsWith('#'))
      return line.replace(/(\bURI=")([^"]*)(")/g, (_all, before, address, after) => before + take(address) + after)
    const address = line.trim()
    return address === '' ? line : line.replace(address, () => take(address))
  })
  if (addresses.size === 0) throw new NoCopy(`${url} names nothing`)
  return { text: rewritten.join('\n'), addresses: [...addresses] }
}

export interface Segment {
  readonly start: number
  /** Of the last byte. */
  readonly end: number
  /** Of SHA-256, in hexadecimal. */
  readonly hash: string
}

/** What stands before the first segment and has no hash: how to decode the rest. */
const BEGINNING_MAX = 100_000
const SEGMENTS_MAX = 100_000

/** @throws NoCopy for what is no list of hashes. */
export function readHashes(text: string): (fileName: string, sizeBytes: number) => readonly Segment[] {
  const files = parseObject(text)
  return (fileName, sizeBytes) => {
    const told = Object.hasOwn(files, fileName) ? files[fileName] : undefined
    if (typeof told !== 'object' || told === null) throw new NoCopy(`${fileName} has no hashes`)
    const segments = Object.entries(told).map(([range, hash]) => segmentOf(range, hash))
    segments.sort((one, other) => one.start - other.start)
    if (!covers(segments, sizeBytes)) throw new NoCopy(`The hashes of ${fileName} are not of all of it`)
    return segments
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return parsed as Record<string, unknown>
  } catch {
    // As below.
  }
  throw new NoCopy('This is no list of hashes')
}

function segmentOf(range: string, hash: unknown): Segment {
  const [, start, end] = /^(\d{1,15})-(\d{1,15})$/.exec(range) ?? []
  if (start === undefined || typeof hash !== 'string' || !/^[\da-f]{64}$/.test(hash))
    throw new NoCopy('This is no list of hashes')
  return { start: Number(start), end: Number(end), hash }
}

/** From near the beginning to the end, without a gap. */
function covers(segments: readonly Segment[], sizeBytes: number): boolean {
  if (segments.length === 0 || segments.length > SEGMENTS_MAX || segments[0]!.start > BEGINNING_MAX) return false
  const isGapless = segments.every(
    ({ start, end }, at) => end >= start && start === (at === 0 ? start : segments[at - 1]!.end + 1)
  )
  return isGapless && segments.at(-1)!.end + 1 === sizeBytes
}
