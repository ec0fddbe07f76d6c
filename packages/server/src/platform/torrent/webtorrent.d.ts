/** What we use of webtorrent 3 and parse-torrent 11, which bring no types. */

declare module 'webtorrent' {
  import type { EventEmitter } from 'node:events'
  import type { ParsedTorrent } from 'parse-torrent'

  export interface WebTorrentOptions {
    /** Of TCP and uTP; 0 is any that is free. */
    readonly torrentPort: number
    readonly tracker: false | { rtcConfig: object }
    readonly dht: boolean
    readonly lsd: boolean
    readonly utPex: boolean
    readonly natUpnp: boolean
    readonly natPmp: boolean
    readonly utp: boolean
    /** Connections of each torrent. */
    readonly maxConns: number
    readonly uploadLimit: number
    readonly userAgent: string
  }

  /** abstract-chunk-store. */
  export interface ChunkStore {
    readonly chunkLength: number
    get(index: number, options: { offset?: number; length?: number } | null, done: StoreCallback<Uint8Array>): void
    put(index: number, bytes: Uint8Array, done: StoreCallback): void
    close(done: StoreCallback): void
    destroy(done: StoreCallback): void
  }
  export type StoreCallback<T = undefined> = (error: Error | null, result?: T) => void

  export interface AddOptions {
    readonly preloadedStore: ChunkStore
    /** The whole file is there, and right. */
    readonly skipVerify: boolean
    /** Pieces kept in memory. */
    readonly storeCacheSlots: number
    /** Added to what is said to trackers. */
    readonly getAnnounceOpts: () => { numwant?: number }
    readonly maxWebConns?: number
  }

  export interface Torrent extends EventEmitter {
    readonly infoHash: string
    readonly done: boolean
    readonly destroyed: boolean
    readonly downloaded: number
    readonly received: number
    readonly uploaded: number
    readonly numPeers: number
    /** Decides alone, whatever its name, whether a peer is dialled by uTP before TCP. */
    _isIPv4(host: string): boolean
    readonly discovery: {
      readonly tracker: (EventEmitter & { update(options?: { numwant?: number }): void }) | null
    } | null
    destroy(options: { destroyStore: boolean }, done?: () => void): void
  }

  export default class WebTorrent extends EventEmitter {
    static readonly WEBRTC_SUPPORT: boolean
    static readonly UTP_SUPPORT: boolean
    constructor(options: WebTorrentOptions)
    readonly destroyed: boolean
    readonly torrents: readonly Torrent[]
    /** Whom it does not connect to by itself. */
    blocked?: { contains(host: string): boolean }
    add(torrent: ParsedTorrent, options: AddOptions): Torrent
    throttleUpload(bytesPerSecond: number): void
    address(): { readonly port: number } | null
    destroy(done: () => void): void
  }
}

declare module 'parse-torrent' {
  export interface ParsedTorrent {
    readonly infoHash: string
    readonly length: number
    readonly pieceLength: number
    readonly pieces: readonly string[]
    readonly files: readonly { readonly length: number }[]
    announce: string[]
    urlList: string[]
  }
  export default function parseTorrent(torrent: Uint8Array): Promise<ParsedTorrent>
}
