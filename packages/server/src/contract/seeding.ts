/** What the server's own BitTorrent client does. Ours: PeerTube has none. */
export interface SeedingReport {
  readonly enabled: boolean
  readonly maxTorrents: number
  /** -1 is unlimited. */
  readonly uploadBytesPerSecond: number
  /** Of TCP and uTP; null while nothing is seeded. */
  readonly port: number | null
  /** Connected now, each counted once for each torrent. */
  readonly peers: number
  readonly givenBytes: { readonly today: number; readonly thirtyDays: number; readonly total: number }
  readonly torrents: readonly {
    readonly video: { readonly uuid: string; readonly name: string }
    readonly resolution: number
    readonly infoHash: string
    readonly sizeBytes: number
    readonly peers: number
    /** Since it was taken up. */
    readonly givenBytes: number
  }[]
}
