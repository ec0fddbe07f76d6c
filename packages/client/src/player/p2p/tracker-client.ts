/**
 * Finds other viewers through trackers, in the place of bittorrent-tracker's client, whose interface it has as far as
 * p2p-media-loader uses it. That one needs Node's modules in the browser, waits minutes before it comes back to a
 * tracker, and cannot leave out a viewer who sent wrong bytes.
 */
import { isBanned, onBan } from './banned-peers.ts'
import { Emitter } from './emitter.ts'
import { forgetOthers, noteOthers } from './others-known.ts'
import { PeerConnection, randomName } from './peer-connection.ts'
import { openTrackerSocket, type TrackerMessage, type TrackerSocket } from './tracker-socket.ts'

interface Options {
  readonly infoHash: Uint8Array
  readonly peerId: Uint8Array
  readonly announce: readonly string[]
  readonly rtcConfig?: RTCConfiguration
}

/** Offers made at once; each is a connection in waiting. */
const OFFERS_MAX = 5
/** Beyond that many, more would not carry more. */
const PEERS_MAX = 12
const ANNOUNCE_MS = 120_000
/** Until there are as many peers as there are offers, the tracker is asked more often than it wants. */
const LONELY_ANNOUNCE_MS = 20_000

export default class TrackerClient extends Emitter<{
  peer: [PeerConnection]
  warning: [unknown]
  error: [unknown]
}> {
  readonly #infoHash: string
  readonly #peerId: string
  readonly #rtcConfig: RTCConfiguration
  readonly #trackerUrls: readonly string[]
  #sockets: TrackerSocket[] = []
  readonly #waiting = new Map<string, PeerConnection>()
  readonly #peers = new Set<PeerConnection>()
  readonly #timers = new Map<TrackerSocket, ReturnType<typeof setTimeout>>()
  #isEnded = false

  constructor({ infoHash, peerId, announce, rtcConfig }: Options) {
    super()
    this.#infoHash = String.fromCharCode(...infoHash)
    this.#peerId = String.fromCharCode(...peerId)
    this.#rtcConfig = rtcConfig ?? {}
    this.#trackerUrls = announce
  }

  start(): void {
    this.#sockets = this.#trackerUrls.map(url => {
      const socket: TrackerSocket = openTrackerSocket(url, {
        // Later: the pool may be open already, and then has not given the socket back yet.
        onOpen: () => queueMicrotask(() => void this.#announce(socket, 'started')),
        onMessage: message => void this.#hear(socket, message)
      })
      return socket
    })
  }

  destroy(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    forgetOthers(this.#infoHash)
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const socket of this.#sockets) {
      socket.send({ ...this.#self(), event: 'stopped' })
      socket.leave()
    }
    for (const peer of [...this.#peers, ...this.#waiting.values()]) peer.destroy()
    this.#waiting.clear()
  }

  #self() {
    return { action: 'announce', info_hash: this.#infoHash, peer_id: this.#peerId }
  }

  async #announce(socket: TrackerSocket, event?: 'started'): Promise<void> {
    if (this.#isEnded || !socket.isOpen) return
    const wanted = Math.max(0, Math.min(OFFERS_MAX, PEERS_MAX - this.#peers.size) - this.#waiting.size)
    const made = await Promise.all(Array.from({ length: wanted }, () => this.#offer()))
    const offers = made.filter(offer => offer !== undefined)
    socket.send({ ...this.#self(), event, numwant: offers.length, uploaded: 0, downloaded: 0, offers })
  }

  async #offer(): Promise<{ offer: RTCSessionDescriptionInit; offer_id: string } | undefined> {
    const connection = new PeerConnection('offering', this.#rtcConfig)
    const offerId = randomName()
    this.#waiting.set(offerId, connection)
    connection.on('close', () => this.#waiting.delete(offerId))
    try {
      return { offer: await connection.makeOffer(), offer_id: offerId }
    } catch (error) {
      connection.destroy()
      this.emit('warning', error)
      return undefined
    }
  }

  async #hear(socket: TrackerSocket, message: TrackerMessage): Promise<void> {
    if (this.#isEnded || message.action !== 'announce' || message.info_hash !== this.#infoHash) return
    const { peer_id: peerId, offer_id: offerId, offer, answer, interval, complete, incomplete } = message
    if (typeof complete === 'number' && typeof incomplete === 'number')
      noteOthers(this.#infoHash, Math.max(0, complete + incomplete - 1))
    if (typeof interval === 'number' && interval > 0) this.#announceAgain(socket, interval * 1000)
    if (
      typeof peerId !== 'string' ||
      typeof offerId !== 'string' ||
      peerId === this.#peerId ||
      isBanned(nameOf(peerId))
    )
      return
    try {
      if (offer) await this.#takeOffer(socket, { peerId, offerId, offer })
      else if (answer) await this.#takeAnswer({ peerId, offerId, answer })
    } catch (error) {
      this.emit('warning', error)
    }
  }

  async #takeOffer(
    socket: TrackerSocket,
    { peerId, offerId, offer }: { peerId: string; offerId: string; offer: RTCSessionDescriptionInit }
  ): Promise<void> {
    if (this.#peers.size >= PEERS_MAX) return
    const connection = new PeerConnection('answering', this.#rtcConfig)
    this.#meet(connection, peerId)
    const answer = await connection.makeAnswer(offer)
    socket.send({ ...this.#self(), to_peer_id: peerId, answer, offer_id: offerId })
  }

  async #takeAnswer({
    peerId,
    offerId,
    answer
  }: {
    peerId: string
    offerId: string
    answer: RTCSessionDescriptionInit
  }): Promise<void> {
    const connection = this.#waiting.get(offerId)
    if (!connection) return
    this.#waiting.delete(offerId)
    this.#meet(connection, peerId)
    await connection.takeAnswer(answer)
  }

  #meet(connection: PeerConnection, peerId: string): void {
    connection.id = Array.from(bytesOf(peerId), byte => byte.toString(16).padStart(2, '0')).join('')
    const forget = onBan(banned => {
      if (banned === nameOf(peerId)) connection.destroy()
    })
    this.#peers.add(connection)
    connection.on('close', () => {
      this.#peers.delete(connection)
      forget()
    })
    this.emit('peer', connection)
  }

  #announceAgain(socket: TrackerSocket, wantedMs: number): void {
    clearTimeout(this.#timers.get(socket))
    const isLonely = this.#peers.size < OFFERS_MAX
    const ms = isLonely ? LONELY_ANNOUNCE_MS : Math.max(wantedMs, ANNOUNCE_MS)
    this.#timers.set(
      socket,
      setTimeout(() => void this.#announce(socket), ms)
    )
  }
}

const bytesOf = (binary: string) => Uint8Array.from(binary, letter => letter.charCodeAt(0))

/** As p2p-media-loader writes it. */
const nameOf = (peerId: string) => new TextDecoder().decode(bytesOf(peerId))
