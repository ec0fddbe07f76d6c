/** A WebSocket as bittorrent-tracker's server sees it: what arrives has been looked at, what is sent may be dropped. */
import { EventEmitter } from 'node:events'
import type { WebSocket } from 'ws'
import { addressBlock } from '../../platform/address-block.ts'

export class PeerSocket extends EventEmitter {
  readonly ip: string
  readonly port = 0
  readonly addr: string
  /** What the limits per address count. */
  readonly address: string
  /** By hash: under which peer id it takes part. A player has another id in each swarm. */
  readonly memberships = new Map<string, string>()
  /** Answered the last ping. */
  isAlive = true
  /** When it last took part in anything. */
  usedAtMs = performance.now()
  /** Messages that were too many. */
  excess = 0
  /** Set by the library. */
  destroyed?: boolean
  infoHashes?: unknown
  readonly #ws: WebSocket
  readonly #unsentMax: number

  constructor(ws: WebSocket, { ip, unsentMax }: { ip: string; unsentMax: number }) {
    super()
    this.ip = ip
    this.addr = ip
    this.address = addressBlock(ip)
    this.#ws = ws
    this.#unsentMax = unsentMax
  }

  /** Who does not read gets nothing more. */
  send(text: string): void {
    if (this.#ws.readyState !== this.#ws.OPEN || this.#ws.bufferedAmount > this.#unsentMax) return
    this.#ws.send(text, error => {
      if (error) this.#ws.terminate()
    })
  }

  fail(reason: string, hash?: string): void {
    const about = hash === undefined ? {} : { info_hash: Buffer.from(hash, 'hex').toString('latin1') }
    this.send(JSON.stringify({ action: 'announce', 'failure reason': reason, ...about }))
  }

  ping(): void {
    this.isAlive = false
    this.#ws.ping()
  }

  close(): void {
    this.#ws.close(1001)
  }

  end(): void {
    this.#ws.terminate()
  }
}
