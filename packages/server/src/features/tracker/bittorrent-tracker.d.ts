/** The part of bittorrent-tracker's server that we use; it brings no types. Hashes and ids are in hexadecimal. */
declare module 'bittorrent-tracker/server' {
  import type { EventEmitter } from 'node:events'

  export interface Announce {
    readonly type: 'ws' | 'http'
    readonly info_hash: string
    readonly peer_id: string
    /** Anything. */
    readonly event: string
    /** Infinity when it was not said. */
    readonly left: number
    readonly numwant: number
    readonly ip: string
    readonly port: number
    /** Of both. */
    readonly addr: string
    /** Of `ws` only: what was given to `onWebSocketConnection`. */
    readonly socket: import('./peer-socket.ts').PeerSocket | undefined
  }

  export interface AnnounceAnswer {
    readonly complete: number
    readonly incomplete: number
    readonly peers: readonly { readonly peerId: string; readonly ip: string; readonly port: number }[]
  }

  type Answer<Value> = (error: Error | null, value?: Value) => void

  export interface SwarmOfLibrary {
    announce(params: Announce, answer: Answer<AnnounceAnswer>): void
    scrape(params: unknown, answer: Answer<Omit<AnnounceAnswer, 'peers'>>): void
    readonly peers: { get(id: string): { readonly socket: unknown } | undefined }
  }

  interface Options {
    readonly http: false
    readonly udp: false
    readonly ws: false
    readonly stats: false
    /** Milliseconds; a fifth of it for WebSockets. */
    readonly interval: number
    readonly filter: (infoHash: string, params: Announce, answer: (refusal: Error | null) => void) => void
  }

  export default class Server extends EventEmitter {
    constructor(options: Options)
    getSwarm(infoHash: string, answer: Answer<SwarmOfLibrary | undefined>): void
    createSwarm(infoHash: string, answer: Answer<SwarmOfLibrary>): void
    onWebSocketConnection(socket: EventEmitter): void
    onHttpRequest(
      req: {
        readonly url: string
        readonly headers: object
        readonly connection: { readonly remoteAddress: string }
      },
      res: { end(bytes: Uint8Array): unknown },
      options: { readonly action: 'announce' }
    ): void
  }
}
