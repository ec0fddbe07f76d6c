/** Tells the server how many bytes came from where, so that it can say what share viewers carry. Nobody is named. */
import { EMPTY_METER, type Meter } from './meter.ts'

const REPORT_MS = 60_000

export interface Playback {
  readonly meter: Meter
  readonly isSharing: boolean
  /** On screen now; 0 when unknown. */
  readonly height: number
}

export interface Delivery {
  /** At once: the page may be leaving for good, or only for the browser's memory. */
  report(): void
  /** With a last report. */
  end(): void
}

/**
 * @param send Told what happened since the last time.
 */
export function followDelivery(videoUuid: string, read: () => Playback, send: (report: object) => void): Delivery {
  let told = EMPTY_METER
  let height = 0
  let changes = 0

  const look = () => {
    const now = read().height
    if (now !== height && height > 0) changes++
    height = now
  }
  const report = () => {
    look()
    const { meter, isSharing } = read()
    if (meter.fromServer + meter.fromPeers + meter.toPeers === told.fromServer + told.fromPeers + told.toPeers) return
    send({
      videoId: videoUuid,
      playerMode: 'p2p-media-loader',
      ...(height > 0 && { resolution: height }),
      p2pEnabled: isSharing,
      p2pPeers: meter.peers,
      resolutionChanges: changes,
      errors: meter.errors - told.errors,
      downloadedBytesHTTP: meter.fromServer - told.fromServer,
      downloadedBytesP2P: meter.fromPeers - told.fromPeers,
      uploadedBytesP2P: meter.toPeers - told.toPeers
    })
    told = meter
    changes = 0
  }
  const timers = [setInterval(look, REPORT_MS / 30), setInterval(report, REPORT_MS)]
  return {
    report,
    end() {
      timers.forEach(clearInterval)
      report()
    }
  }
}

/** As the page closes, too. */
export function sendMetric(report: object): void {
  const body = new Blob([JSON.stringify(report)], { type: 'application/json' })
  navigator.sendBeacon('/api/v1/metrics/playback', body)
}
