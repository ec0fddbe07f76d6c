/** One WebSocket to a tracker, shared by the swarms of a page. It comes back by itself, ever more seldom. */

interface Listener {
  /** The socket is open, for the first time or again. */
  onOpen(): void
  onMessage(message: TrackerMessage): void
}

/** WebTorrent's protocol: JSON whose binary texts have one character per byte. */
export interface TrackerMessage {
  readonly action?: unknown
  readonly info_hash?: unknown
  readonly peer_id?: unknown
  readonly interval?: unknown
  readonly complete?: unknown
  readonly incomplete?: unknown
  readonly offer?: RTCSessionDescriptionInit
  readonly answer?: RTCSessionDescriptionInit
  readonly offer_id?: unknown
}

export interface TrackerSocket {
  readonly isOpen: boolean
  send(message: object): void
  leave(): void
}

const FIRST_RETRY_MS = 5000
const LAST_RETRY_MS = 300_000

const sockets = new Map<string, SharedSocket>()

export function openTrackerSocket(url: string, listener: Listener): TrackerSocket {
  const shared = sockets.get(url) ?? new SharedSocket(url)
  sockets.set(url, shared)
  shared.listeners.add(listener)
  if (shared.isOpen) listener.onOpen()
  return {
    get isOpen() {
      return shared.isOpen
    },
    send: message => shared.send(message),
    leave() {
      shared.listeners.delete(listener)
      if (shared.listeners.size > 0) return
      sockets.delete(url)
      shared.close()
    }
  }
}

class SharedSocket {
  readonly listeners = new Set<Listener>()
  readonly #url: string
  #socket: WebSocket | undefined
  #retryMs = FIRST_RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(url: string) {
    this.#url = url
    this.#open()
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  send(message: object): void {
    if (this.isOpen) this.#socket?.send(JSON.stringify(message))
  }

  close(): void {
    clearTimeout(this.#timer)
    if (this.#socket) this.#socket.onclose = null
    this.#socket?.close()
  }

  #open(): void {
    try {
      this.#socket = new WebSocket(this.#url)
    } catch {
      // An address that no socket can be opened to, whenever it is tried.
      return
    }
    this.#socket.onopen = () => {
      this.#retryMs = FIRST_RETRY_MS
      for (const listener of this.listeners) listener.onOpen()
    }
    this.#socket.onmessage = ({ data }) => {
      const message = readMessage(data)
      if (message) for (const listener of this.listeners) listener.onMessage(message)
    }
    this.#socket.onclose = () => {
      this.#timer = setTimeout(() => this.#open(), this.#retryMs * (1 + Math.random()))
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
    }
  }
}

function readMessage(data: unknown): TrackerMessage | undefined {
  try {
    const message: unknown = JSON.parse(String(data))
    return typeof message === 'object' && message !== null ? message : undefined
  } catch {
    return undefined
  }
}
