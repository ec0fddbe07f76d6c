export { openTorrents, removeTorrentsOf, type Torrents } from './make-torrents.ts'
export { hashPieces } from './metainfo.ts'
export { type ReadTorrent, readTorrent } from './read-torrent.ts'
