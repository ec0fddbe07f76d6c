export { openTorrents, type Torrents } from './make-torrents.ts'
