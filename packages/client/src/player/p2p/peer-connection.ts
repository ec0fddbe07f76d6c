/**
 * A data channel to another viewer, with the interface of simple-peer that p2p-media-loader expects, and understood by
 * simple-peer at the other end: one ordered channel, offers and answers that carry all their candidates.
 */
import { Emitter } from './emitter.ts'

type Role = 'offering' | 'answering'

export type PeerEvents = {
  connect: []
  data: [Uint8Array]
  drain: []
  close: []
  error: [Error & { code?: string }]
}

/** Candidates that were not found by then are not waited for. */
const GATHERING_MS = 3000
const CONNECTING_MS = 20_000
/** Bytes on their way at which the writer is asked to wait, and at which it may go on. */
const FULL = 256 * 1024
const LOW = 64 * 1024

export class PeerConnection extends Emitter<PeerEvents> {
  /** Of the other viewer, in hexadecimal; known from their answer or offer on. */
  id = ''
  /** p2p-media-loader's own note. */
  idUtf8 = ''
  readonly #connection: RTCPeerConnection
  #channel: RTCDataChannel | undefined
  #isEnded = false
  readonly #patience: ReturnType<typeof setTimeout>

  constructor(role: Role, config: RTCConfiguration) {
    super()
    this.#connection = new RTCPeerConnection(config)
    this.#connection.onconnectionstatechange = () => {
      if (this.#connection.connectionState === 'failed') this.#fail('No way to this viewer was found')
    }
    if (role === 'offering') this.#use(this.#connection.createDataChannel(randomName()))
    else this.#connection.ondatachannel = ({ channel }) => this.#use(channel)
    this.#patience = setTimeout(() => this.#fail('This viewer does not answer'), CONNECTING_MS)
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  async makeOffer(): Promise<RTCSessionDescriptionInit> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer())
    return this.#described()
  }

  async makeAnswer(offer: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit> {
    await this.#connection.setRemoteDescription(offer)
    await this.#connection.setLocalDescription(await this.#connection.createAnswer())
    return this.#described()
  }

  async takeAnswer(answer: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setRemoteDescription(answer)
  }

  /** @returns False when `drain` should be waited for before more is written. */
  write(data: Uint8Array<ArrayBuffer> | ArrayBuffer): boolean {
    if (this.#channel?.readyState !== 'open') return false
    try {
      if (data instanceof ArrayBuffer) this.#channel.send(data)
      else this.#channel.send(data)
    } catch {
      this.#fail('The channel is broken')
      return false
    }
    return this.#channel.bufferedAmount < FULL
  }

  destroy(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    clearTimeout(this.#patience)
    this.#connection.onconnectionstatechange = null
    this.#channel?.close()
    this.#connection.close()
    // Not at once: who ends a connection is not done with it.
    queueMicrotask(() => this.emit('close'))
  }

  #use(channel: RTCDataChannel): void {
    this.#channel = channel
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = LOW
    channel.onopen = () => {
      clearTimeout(this.#patience)
      this.emit('connect')
    }
    channel.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) this.emit('data', new Uint8Array(data))
    }
    channel.onbufferedamountlow = () => this.emit('drain')
    channel.onclose = () => this.destroy()
    channel.onerror = () => this.#fail('The channel is broken')
  }

  #fail(reason: string): void {
    if (this.#isEnded) return
    this.emit('error', Object.assign(new Error(reason), { code: 'ERR_CONNECTION_FAILURE' }))
    this.destroy()
  }

  async #described(): Promise<RTCSessionDescriptionInit> {
    await gathered(this.#connection)
    const { type, sdp } = this.#connection.localDescription ?? {}
    if (!type || !sdp) throw new Error('The connection was closed meanwhile')
    return { type, sdp }
  }
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(resolve, GATHERING_MS)
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      resolve()
    })
  })
}

export function randomName(length = 20): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz012345678901'
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), byte => letters[byte & 63]).join('')
}
