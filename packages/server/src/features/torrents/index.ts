export { openTorrents, removeTorrentsOf, type Torrents } from './make-torrents.ts'
