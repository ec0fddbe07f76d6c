/**
 * Who shares what at this moment, in memory, within limits. Each swarm is what bittorrent-tracker's server expects one
 * to be; its own forget neither the other swarms of a closed socket nor a limit for all together.
 */
/// <reference path="./bittorrent-tracker.d.ts" />
import type { Announce, AnnounceAnswer, SwarmOfLibrary } from 'bittorrent-tracker/server'
import type { Limits } from './limits.ts'
import type { PeerSocket } from './peer-socket.ts'

export interface Peer {
  readonly peerId: string
  readonly type: 'ws' | 'http'
  /** What the limits per address count. */
  readonly address: string
  readonly ip: string
  readonly port: number
  /** Of a `ws` peer. */
  readonly socket: PeerSocket | undefined
  isSeeder: boolean
  seenAtMs: number
}

export interface Swarm extends SwarmOfLibrary {
  readonly hash: string
  readonly peers: ReadonlyMap<string, Peer>
}

export interface SwarmCounts {
  readonly swarms: number
  readonly seeders: number
  readonly leechers: number
  readonly webSocket: number
  readonly http: number
}

export interface Swarms {
  find(hash: string): Swarm | undefined
  findOrCreate(hash: string): Swarm
  hashes(): string[]
  /** Of those in which somebody lacks something. */
  wanted(): string[]
  /** Its socket is closed. */
  leave(socket: PeerSocket): void
  /** With all who are in it. */
  remove(hash: string): void
  /** Forgets peers not heard of for long. */
  sweep(): void
  counts(): SwarmCounts
}

/** Three times what they are asked to announce in (see tracker.ts). */
const EXPIRE_MS = { ws: 6 * 60_000, http: 30 * 60_000 }
const EVENTS = new Set(['started', 'stopped', 'completed', 'update', 'paused'])

export function openSwarms(limits: Limits, addressOf: (params: Announce) => string): Swarms {
  const swarms = new Map<string, MutableSwarm>()
  const total = { peers: 0, byAddress: new Map<string, number>() }

  const drop = (swarm: MutableSwarm, id: string) => {
    const peer = swarm.peers.get(id)
    if (!peer) return
    swarm.peers.delete(id)
    if (peer.socket) peer.socket.memberships.delete(swarm.hash)
    count(total, peer.address, -1)
    if (swarm.peers.size === 0) swarms.delete(swarm.hash)
  }
  const join = (swarm: MutableSwarm, id: string, params: Announce) => {
    const address = addressOf(params)
    const known = swarm.peers.get(id)
    if (known && known.address === address && known.socket === params.socket) return touch(known, params)
    // Its name is no secret: who has it keeps it, and may come again by another line.
    if (known && known.address !== address) throw new Error('This peer_id is taken')
    if (known) drop(swarm, id)
    const earlier = params.socket?.memberships.get(swarm.hash)
    if (earlier !== undefined) drop(swarm, earlier)
    if (total.peers >= limits.peers || swarm.peers.size >= limits.peersPerSwarm) throw new Error('Too many peers')
    if ((total.byAddress.get(address) ?? 0) >= limits.peersPerAddress)
      throw new Error('Too many peers from this address')
    swarms.set(swarm.hash, swarm)
    swarm.peers.set(id, makePeer(params, address))
    params.socket?.memberships.set(swarm.hash, id)
    count(total, address, 1)
  }
  const stop = (swarm: MutableSwarm, id: string, params: Announce) => {
    if (swarm.peers.get(id)?.address === addressOf(params)) drop(swarm, id)
  }
  const all = () => [...swarms.values()].flatMap(({ peers }) => [...peers.values()])

  return {
    find: hash => swarms.get(hash),
    findOrCreate: hash => swarms.get(hash) ?? makeSwarm(hash, { join, stop }),
    hashes: () => [...swarms.keys()],
    wanted: () => [...swarms.values()].filter(isWanted).map(({ hash }) => hash),
    leave(socket) {
      for (const [hash, id] of [...socket.memberships]) {
        const swarm = swarms.get(hash)
        if (swarm) drop(swarm, id)
      }
    },
    remove(hash) {
      const swarm = swarms.get(hash)
      for (const id of [...(swarm?.peers.keys() ?? [])]) drop(swarm!, id)
    },
    sweep() {
      const nowMs = performance.now()
      for (const swarm of [...swarms.values()]) {
        for (const [id, peer] of [...swarm.peers]) if (nowMs - peer.seenAtMs > EXPIRE_MS[peer.type]) drop(swarm, id)
      }
    },
    counts() {
      const peers = all()
      const seeders = peers.filter(({ isSeeder }) => isSeeder).length
      const webSocket = peers.filter(({ type }) => type === 'ws').length
      return {
        swarms: swarms.size,
        seeders,
        leechers: peers.length - seeders,
        webSocket,
        http: peers.length - webSocket
      }
    }
  }
}

interface MutableSwarm extends Swarm {
  readonly peers: Map<string, Peer>
}

interface Doors {
  join(swarm: MutableSwarm, id: string, params: Announce): void
  stop(swarm: MutableSwarm, id: string, params: Announce): void
}

function makeSwarm(hash: string, { join, stop }: Doors): MutableSwarm {
  const swarm: MutableSwarm = {
    hash,
    peers: new Map(),
    announce(params, answer) {
      const id = params.type === 'ws' ? params.peer_id : params.addr
      try {
        if (!EVENTS.has(params.event)) throw new Error('invalid event')
        if (params.event === 'stopped') stop(swarm, id, params)
        else join(swarm, id, params)
      } catch (refusal) {
        return answer(refusal as Error)
      }
      const wanted = params.event === 'stopped' ? 0 : params.numwant
      answer(null, { ...countsOf(swarm), peers: pick(swarm, { type: params.type, butNot: id, wanted }) })
    },
    scrape: (_params, answer) => answer(null, countsOf(swarm))
  }
  return swarm
}

function isWanted({ peers }: Swarm): boolean {
  for (const { isSeeder } of peers.values()) if (!isSeeder) return true
  return false
}

function countsOf({ peers }: Swarm): Omit<AnnounceAnswer, 'peers'> {
  let complete = 0
  for (const { isSeeder } of peers.values()) if (isSeeder) complete++
  return { complete, incomplete: peers.size - complete }
}

/** At random, each with the same chance; those of the other kind cannot be reached by them. */
function pick(
  { peers }: Swarm,
  { type, butNot, wanted }: { type: Peer['type']; butNot: string; wanted: number }
): Peer[] {
  const picked: Peer[] = []
  let seen = 0
  for (const [id, peer] of peers) {
    if (peer.type !== type || id === butNot) continue
    seen++
    if (picked.length < wanted) picked.push(peer)
    else {
      const place = Math.floor(Math.random() * seen)
      if (place < wanted) picked[place] = peer
    }
  }
  return picked
}

function makePeer({ peer_id, type, ip, port, socket, left }: Announce, address: string): Peer {
  return { peerId: peer_id, type, address, ip, port, socket, isSeeder: left === 0, seenAtMs: performance.now() }
}

function touch(peer: Peer, { left, event }: Announce): void {
  peer.seenAtMs = performance.now()
  if (left === 0 || event === 'completed') peer.isSeeder = true
}

function count(total: { peers: number; byAddress: Map<string, number> }, address: string, change: number): void {
  total.peers += change
  const ofAddress = (total.byAddress.get(address) ?? 0) + change
  if (ofAddress > 0) total.byAddress.set(address, ofAddress)
  else total.byAddress.delete(address)
}
