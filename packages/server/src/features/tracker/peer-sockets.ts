/** The WebSockets of players, which find each other through `/tracker/socket`. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { addressBlock } from '../../platform/address-block.ts'
import { log } from '../../platform/log.ts'
import type { Library } from './library.ts'
import type { Budget, Limits } from './limits.ts'
import { readMessage, weightOf } from './message.ts'
import { PeerSocket } from './peer-socket.ts'
import type { Swarms } from './swarms.ts'

export interface PeerSockets {
  /** @param address Where it comes from, whatever proxies stand between. */
  accept(req: IncomingMessage, socket: Duplex, head: Buffer, address: string): void
  /** Ends those that are dead, or take part in nothing. */
  sweep(): void
  closeAll(): void
  endAll(): void
  count(): number
}

export interface PeerSocketsDeps {
  readonly library: Library
  readonly swarms: Swarms
  readonly budget: Budget
  readonly limits: Limits
}

const PING_MS = 30_000
const IDLE_MS = 120_000
/** Of a new connection, and of a message that says nothing. */
const DEAR = 5
/** Refused messages, after which it is no player that asks. */
const EXCESS_MAX = 100

export function openPeerSockets(deps: PeerSocketsDeps): PeerSockets {
  const { budget, limits } = deps
  const { messageBytes: maxPayload } = limits
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false, maxPayload })
  const open = new Set<PeerSocket>()
  const byAddress = new Map<string, number>()
  let pingedAtMs = performance.now()

  const count = (address: string, change: number) => {
    const now = (byAddress.get(address) ?? 0) + change
    if (now > 0) byAddress.set(address, now)
    else byAddress.delete(address)
  }
  const welcome = (ws: WebSocket, ip: string) => {
    const peer = new PeerSocket(ws, { ip, unsentMax: limits.unsentBytes })
    open.add(peer)
    count(peer.address, 1)
    serve(deps, ws, peer)
    ws.once('close', () => {
      open.delete(peer)
      count(peer.address, -1)
    })
  }

  return {
    accept(req, socket, head, address) {
      socket.on('error', () => {})
      const block = addressBlock(address)
      if (open.size >= limits.sockets) return refuse(socket, '503 Service Unavailable')
      if ((byAddress.get(block) ?? 0) >= limits.socketsPerAddress || !budget.take(block, DEAR))
        return refuse(socket, '429 Too Many Requests')
      server.handleUpgrade(req, socket, head, ws => welcome(ws, address))
    },
    sweep() {
      const nowMs = performance.now()
      const isTimeToPing = nowMs - pingedAtMs >= PING_MS
      if (isTimeToPing) pingedAtMs = nowMs
      for (const peer of open) {
        if (peer.memberships.size === 0 && nowMs - peer.usedAtMs > IDLE_MS) peer.close()
        else if (isTimeToPing && !peer.isAlive) peer.end()
        else if (isTimeToPing) peer.ping()
      }
    },
    closeAll() {
      for (const peer of open) peer.close()
    },
    endAll() {
      for (const peer of open) peer.end()
    },
    count: () => open.size
  }
}

/** @param status Such as `403 Forbidden`. */
export function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The library keeps what it needs of a socket's swarms for its closing, which is ours. */
const KEPT_BY_US = Object.assign([], { includes: () => true })

function serve({ library, swarms, budget, limits }: PeerSocketsDeps, ws: WebSocket, peer: PeerSocket): void {
  library.onWebSocketConnection(peer)
  peer.infoHashes = KEPT_BY_US
  ws.on('error', () => {})
  ws.on('pong', () => {
    peer.isAlive = true
  })
  ws.on('message', (bytes: Buffer) => {
    if (!budget.take(peer.address, 1)) {
      if (++peer.excess > EXCESS_MAX) peer.end()
      else peer.fail('Too many requests, please try again later')
      return
    }
    const message = readMessage(bytes, limits)
    if (typeof message === 'string') {
      budget.take(peer.address, DEAR)
      return peer.fail(message)
    }
    budget.take(peer.address, weightOf(message))
    peer.usedAtMs = performance.now()
    try {
      peer.emit('message', JSON.stringify(message))
    } catch (error) {
      log('tracker').error('A message failed: {error}', { error })
      peer.end()
    }
  })
  ws.once('close', () => {
    peer.emit('close')
    swarms.leave(peer)
  })
}
