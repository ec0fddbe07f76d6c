/**
 * What a thousand players at the tracker cost the server in memory: real WebSocket connections, in swarms of fifty, that
 * offer themselves to each other as p2p-media-loader's do, and answer.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { currentSwarmHashes } from '../../packages/server/src/features/tracker/swarm-hashes.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { target } from './federation/target.ts'
import { readTree } from './server/processes.ts'
import { inDataFolder, launchServer, openDatabaseOf, type RunningServer } from './server/running.ts'
import { seedVideos } from './server/seed.ts'
import type { Table } from './table.ts'

const PEERS = 1000
const SWARMS = 20
/** As bittorrent-tracker's client makes with each announce. */
const OFFERS = 5
const SDP = `v=0\r\n${'a=candidate:1 1 udp 2113937151 192.0.2.1 54321 typ host generation 0\r\n'.repeat(20)}`
const ROUNDS = 3
const SETTLE_MS = 10_000
const MB = 1024 * 1024
const RISE_MAX_MB = 60

export async function* measure(): AsyncGenerator<Table> {
  yield await inDataFolder(async place => {
    const server = await launchServer(place)
    const db = openDatabaseOf(server)
    try {
      await seedVideos(db, SWARMS)
      return await measurePeers(server, await hashesOf(db, server))
    } finally {
      await db.close()
      await server.stop()
    }
  })
}

async function measurePeers(server: RunningServer, hashes: readonly string[]): Promise<Table> {
  // What the first ones load into memory stays, and is not theirs.
  await leave(await join(server, hashes, SWARMS * 2))
  const before = await settled(server)
  const peers = await join(server, hashes, PEERS)
  const relayed = () => peers.reduce((sum, { heard }) => sum + heard.offers + heard.answers, 0)
  for (let round = 1; round < ROUNDS; round++) {
    for (const peer of peers) peer.announce()
    await sleep(1000)
  }
  const during = await settled(server)
  const welcomed = peers.filter(({ heard }) => heard.welcomes >= ROUNDS).length
  const passedOn = relayed()
  await leave(peers)
  const after = await settled(server)
  return {
    title: `${PEERS} players at the tracker, in ${SWARMS} swarms: memory of the server's process (PSS)`,
    columns: ['', 'measured', 'target', 'met'],
    rows: [
      ['players answered in every round', ...target(welcomed, PEERS, '>=')],
      ['offers and answers passed on', String(passedOn), '', ''],
      ['before, MB', (before / MB).toFixed(1), '', ''],
      ['with them, MB', (during / MB).toFixed(1), '', ''],
      ['rise, MB', ...target((during - before) / MB, RISE_MAX_MB, '<=')],
      ['after they left, MB', (after / MB).toFixed(1), '', '']
    ]
  }
}

interface Player {
  readonly ws: WebSocket
  readonly heard: { welcomes: number; offers: number; answers: number }
  announce(): void
}

async function join(server: RunningServer, hashes: readonly string[], count: number): Promise<Player[]> {
  const players: Player[] = []
  for (let index = 0; index < count; index++) players.push(await play(server, index, hashes[index % hashes.length]!))
  while (players.some(({ heard }) => heard.welcomes === 0)) await sleep(50)
  return players
}

async function play(server: RunningServer, index: number, hash: string): Promise<Player> {
  // Each from a house of its own: the server trusts a proxy on its own machine.
  const from = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
  const headers = { 'x-forwarded-for': from }
  const ws = new WebSocket(`ws://127.0.0.1:${server.port}/tracker/socket`, { headers, perMessageDeflate: false })
  const heard = { welcomes: 0, offers: 0, answers: 0 }
  const said = {
    action: 'announce',
    info_hash: Buffer.from(hash, 'hex').toString('latin1'),
    peer_id: `-PM0202-${String(index).padStart(12, '0')}`
  }
  ws.on('message', bytes => {
    const message = JSON.parse(String(bytes))
    if (message['failure reason']) throw new Error(message['failure reason'])
    if (message.interval) heard.welcomes++
    else if (message.answer) heard.answers++
    else {
      heard.offers++
      const answer = { type: 'answer', sdp: SDP }
      ws.send(JSON.stringify({ ...said, answer, to_peer_id: message.peer_id, offer_id: message.offer_id }))
    }
  })
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
  const announce = () => {
    const offers = Array.from({ length: OFFERS }, (_, number) => ({
      offer: { type: 'offer', sdp: SDP },
      offer_id: `${index}-${number}`.padEnd(20, '-')
    }))
    ws.send(JSON.stringify({ ...said, numwant: OFFERS, left: null, offers }))
  }
  announce()
  return { ws, heard, announce }
}

async function leave(players: readonly Player[]): Promise<void> {
  await Promise.all(
    players.map(({ ws }) => {
      const closed = new Promise(resolve => ws.once('close', resolve))
      ws.close()
      return closed
    })
  )
}

async function settled({ pid }: RunningServer): Promise<number> {
  await sleep(SETTLE_MS)
  const tree = await readTree(pid)
  return tree.find(({ part }) => part === 'server')!.pssBytes
}

async function hashesOf(db: Database, { origin }: RunningServer): Promise<string[]> {
  const { rows } = await db.query<{ uuid: string; master: string }>(
    'SELECT uuid, master_name AS master FROM streaming_playlist JOIN video ON video.id = video_id ORDER BY video.id'
  )
  return rows.map(({ uuid, master }) => {
    const playlistUrl = `${origin}/static/streaming-playlists/hls/${uuid}/${master}`
    return currentSwarmHashes({ playlistUrl, renditionCount: 1, hasSeparateAudio: false })[0]!
  })
}
