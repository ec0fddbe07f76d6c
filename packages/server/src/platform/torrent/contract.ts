/** What the server, or a member's computer, and its BitTorrent process say to each other. */

/** One file that is to be seeded, after it is fetched where it is not there yet. */
export interface WantedTorrent {
  /** Hexadecimal. */
  readonly infoHash: string
  readonly sizeBytes: number
  /** Of the .torrent file. What it says of trackers and web seeds is not followed. */
  readonly torrentPath: string
  /** Where the whole file lies, or will: it is there only when every piece of it is right. */
  readonly mediaPath: string
  readonly trackers: readonly string[]
  /** It is fetched where it is missing: from peers, and from these. Undefined for what is there or is not to be had. */
  readonly webSeeds: readonly string[] | undefined
}

export interface Wish {
  readonly torrents: readonly WantedTorrent[]
  /** Of all together; -1 is unlimited. */
  readonly uploadBytesPerSecond: number
}

export interface TorrentFigures {
  readonly infoHash: string
  readonly isWhole: boolean
  /** Of the file, checked. */
  readonly haveBytes: number
  /** Since it was taken up. */
  readonly uploadedBytes: number
  readonly peers: number
}

export interface EngineFigures {
  /** Of TCP and uTP. */
  readonly port: number
  readonly torrents: readonly TorrentFigures[]
  /** Given since the process began, torrents that were let go included. */
  readonly uploadedBytes: number
  /** Came from peers and web seeds. */
  readonly receivedBytes: number
}

/** Of WebRTC: STUN and TURN servers as `RTCIceServer`; none means that nobody else is asked anything. */
export interface IceServer {
  readonly urls: string
  readonly username?: string | undefined
  readonly credential?: string | undefined
}

export interface EngineOptions {
  /** Of TCP and uTP, and the next one of WebRTC; 0 is any that are free. */
  readonly port: number
  readonly iceServers: readonly IceServer[]
  /** It connects to peers in private networks too. */
  readonly allowsPrivatePeers: boolean
  readonly userAgent: string
  /** Least important message that it writes to the terminal. */
  readonly logLevel: 'debug' | 'info' | 'warning' | 'error'
}
