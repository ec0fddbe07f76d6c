/** Runs in the page, before its own scripts: watches the video and what comes over WebRTC, and changes nothing. */

export interface Probed {
  /** From the press on play to the first frame; null when there was none. */
  readonly firstFrameMs: number | null
  readonly playedSeconds: number
  /** Of a tenth of a second and more: what is shorter nobody sees, and a busy processor brings it too. */
  readonly stalls: number
  readonly stalledMs: number
  readonly frames: number
  readonly droppedFrames: number
  readonly peerConnections: number
  /** In data channels, as the browser counts them. */
  readonly receivedFromPeers: number
  readonly sentToPeers: number
  /** Parts from peers that were checked: their SHA-256. */
  readonly checked: readonly string[]
}

interface Counted {
  received: number
  sent: number
}

/** Self-contained: its text is sent to the browser. */
export function installProbe(): void {
  const connections = new Map<RTCPeerConnection, Counted>()
  const Original = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Original {
    constructor(config?: RTCConfiguration) {
      super(config)
      connections.set(this, { received: 0, sent: 0 })
    }
  }
  const count = async () => {
    for (const [connection, counted] of connections) {
      if (connection.connectionState === 'closed') continue
      const stats = await connection.getStats().catch(() => undefined)
      let received = 0
      let sent = 0
      stats?.forEach(one => {
        if (one.type !== 'data-channel') return
        received += one.bytesReceived
        sent += one.bytesSent
      })
      counted.received = Math.max(counted.received, received)
      counted.sent = Math.max(counted.sent, sent)
    }
  }
  setInterval(count, 1000)

  const checked = new Set<string>()
  const { subtle } = crypto
  if (subtle) {
    const digest = subtle.digest.bind(subtle)
    subtle.digest = async (algorithm, data) => {
      const bytes = await digest(algorithm, data)
      checked.add(Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join(''))
      return bytes
    }
  }

  let pressedAt: number | null = null
  let firstFrameMs: number | null = null
  let stalls = 0
  let stalledMs = 0
  let stalledAt: number | null = null
  const endStall = () => {
    const ms = stalledAt === null ? 0 : performance.now() - stalledAt
    stalledAt = null
    if (ms < 100) return
    stalls++
    stalledMs += ms
  }
  addEventListener(
    'click',
    () => {
      pressedAt ??= performance.now()
    },
    true
  )
  const heard = ['waiting', 'playing', 'loadeddata'] as const
  for (const name of heard)
    addEventListener(
      name,
      ({ target }) => {
        const video = target as HTMLVideoElement
        if (name === 'loadeddata' && firstFrameMs === null && pressedAt !== null) {
          const from = pressedAt
          video.requestVideoFrameCallback(now => {
            firstFrameMs ??= now - from
          })
        }
        if (name === 'playing') endStall()
        if (name === 'waiting' && firstFrameMs !== null && !video.seeking) stalledAt ??= performance.now()
      },
      true
    )

  const probe = async (): Promise<Probed> => {
    await count()
    endStall()
    const video = document.querySelector('video')
    const quality = video?.getVideoPlaybackQuality()
    const sums = [...connections.values()]
    return {
      firstFrameMs,
      playedSeconds: video?.currentTime ?? 0,
      stalls,
      stalledMs,
      frames: quality?.totalVideoFrames ?? 0,
      droppedFrames: quality?.droppedVideoFrames ?? 0,
      peerConnections: connections.size,
      receivedFromPeers: sums.reduce((sum, { received }) => sum + received, 0),
      sentToPeers: sums.reduce((sum, { sent }) => sum + sent, 0),
      checked: [...checked]
    }
  }
  Object.assign(window, { probe })
}
