/**
 * Under which hashes players meet to share an HLS playlist: players compute them from its address alone, so those of
 * other servers come to the same ones. Each generation of p2p-media-loader has its own, and players of different
 * generations do not meet. Pure.
 */
import { createHash } from 'node:crypto'

export interface SharedPlaylist {
  /** Address of the master playlist. */
  readonly playlistUrl: string
  readonly renditionCount: number
  /** Sound has a playlist of its own. */
  readonly hasSeparateAudio: boolean
}

/**
 * In hexadecimal, as PeerTube lists them in `Infohash` tags. Those of p2p-media-loader 2.2 (PeerTube 7 to 8.2) first,
 * then those of 2.3.
 */
export function currentSwarmHashes({ playlistUrl, ...streams }: SharedPlaylist): string[] {
  const ids = streamsOf(streams).map(stream => `v2-${playlistUrl}-${stream}`)
  return [...ids.map(hashOfLoader22), ...ids.map(hashOfLoader23)]
}

/** Those, and those of p2p-media-loader 1 (PeerTube up to 6.3). */
export function allSwarmHashes(playlist: SharedPlaylist): string[] {
  return [...currentSwarmHashes(playlist), ...loader1SwarmHashes(playlist)]
}

/** What PeerTube 6.3 lists in `Infohash` tags. */
export function loader1SwarmHashes({ playlistUrl, renditionCount }: SharedPlaylist): string[] {
  return Array.from({ length: renditionCount }, (_, index) =>
    createHash('sha1').update(`2${playlistUrl}+V${index}`).digest('hex')
  )
}

function streamsOf({ renditionCount, hasSeparateAudio }: Omit<SharedPlaylist, 'playlistUrl'>): string[] {
  const main = Array.from({ length: renditionCount }, (_, index) => `main-${index}`)
  return hasSeparateAudio ? [...main, 'secondary-0'] : main
}

const hashOfLoader22 = (streamId: string) => asInfoHash(createHash('md5').update(streamId).digest().subarray(1))
const hashOfLoader23 = (streamId: string) => asInfoHash(createHash('sha1').update(streamId).digest().subarray(0, 15))

/** The tracker's protocol wants twenty bytes: the loader takes the twenty letters of base64 for them. */
const asInfoHash = (fifteenBytes: Buffer) => Buffer.from(fifteenBytes.toString('base64')).toString('hex')
