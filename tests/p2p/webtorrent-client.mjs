/** WebTorrent over WebRTC alone: `node webtorrent-client.mjs TORRENT FOLDER`, with a torrent whose trackers are WebSockets. */
import WebTorrent from 'webtorrent'

const [torrent, path] = process.argv.slice(2)
const off = { dht: false, lsd: false, utPex: false, natUpnp: false, natPmp: false, utp: false, webSeeds: false }
const client = new WebTorrent({ ...off, tracker: { rtcConfig: { iceServers: [] } } })
const say = text => process.stdout.write(`${text}\n`)
client.on('error', say)
client.add(torrent, { path }, added => {
  added.on('warning', say)
  added.on('wire', wire => say(wire.type))
  added.on('done', () => say('done'))
})
