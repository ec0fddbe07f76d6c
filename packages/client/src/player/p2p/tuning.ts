/**
 * How the work is divided between servers and viewers. All that decides the share that viewers carry is here.
 *
 * A segment is fetched from a server when it is needed within `highDemandTimeWindow` and no viewer has brought it, and
 * now and then ahead of that, by one of those who do not see it with anybody, within `httpDownloadTimeWindow`. The rest
 * is waited for. So the first window is to be short, as far as the line allows; the second is what the one in front
 * has in hand when the server is slow.
 */

export interface Windows {
  readonly highDemandTimeWindow: number
  readonly httpDownloadTimeWindow: number
  readonly p2pDownloadTimeWindow: number
}

export interface Situation {
  readonly peers: number
  /** Since this viewer joined. */
  readonly seconds: number
  /** How long a segment takes from the server, lately; 0 when unknown. */
  readonly segmentSeconds: number
  /** Before anything was fetched the line was found to be thin. */
  readonly beganThin: boolean
}

/** Viewers usually meet within a second; as long, there is no hurry to fill the buffer from the server. */
export const MEETING_SECONDS = 5
/** As much as hls.js would buffer without peers. */
const ALONE: Windows = { highDemandTimeWindow: 20, httpDownloadTimeWindow: 20, p2pDownloadTimeWindow: 60 }
const AHEAD = { httpDownloadTimeWindow: 24, p2pDownloadTimeWindow: 60 }
/** A window below 0 says more (mend-p2p-media-loader.ts): what another viewer has or fetches is never fetched again. */
const ON_DEMAND = { httpDownloadTimeWindow: -1, p2pDownloadTimeWindow: 60 }
/** Of four that a segment lasts. */
const SLOW_LINE_SECONDS = 1.5

/** On a thin line, whoever comes last begins with what the others have: the server is asked for nothing. */
export const AMONG_OTHERS: Windows = { highDemandTimeWindow: -1, httpDownloadTimeWindow: -1, p2pDownloadTimeWindow: 60 }
/** How long others are looked for before the server is asked for that segment. */
export const FIRST_MEETING_MS = 6000
/** And how long, once they are met, at least: they tell what they have right away. */
export const FIRST_HEARING_MS = 1000
/** Whatever was told by whomever, it is fetched as if there were no viewers then. */
export const FIRST_PATIENCE_MS = 15_000

export function windowsFor(situation: Situation): Windows {
  const { peers, seconds, segmentSeconds } = situation
  if (peers === 0 && seconds > MEETING_SECONDS) return ALONE
  // Twice as long as a segment takes, so that one that is late is still in time.
  const highDemandTimeWindow = Math.min(12, Math.max(3, 2 * segmentSeconds + 1))
  return { ...(isSlow(situation) ? ON_DEMAND : AHEAD), highDemandTimeWindow }
}

/** What is fetched ahead takes the line from whom the others wait for. */
export const isSlow = ({ segmentSeconds, beganThin }: Pick<Situation, 'segmentSeconds' | 'beganThin'>) =>
  segmentSeconds > 0 ? segmentSeconds > SLOW_LINE_SECONDS : beganThin

/**
 * Between the first segment and the meeting with others, no more is buffered from the server than this: of ours, the
 * first two segments, six seconds. A line on which a segment takes longer than `SLOW_SECONDS` buffers as ever.
 */
export const MEETING_BUFFER_SECONDS = 2
export const SLOW_SECONDS = 1

export const DOWNLOADS = {
  simultaneousHttpDownloads: 1,
  simultaneousP2PDownloads: 4,
  p2pNotReceivingBytesTimeoutMs: 3000,
  httpNotReceivingBytesTimeoutMs: 4000,
  p2pErrorRetries: 2,
  httpErrorRetries: 2
} as const

/** Of what was watched and is to come, kept to be given on. */
export const KEPT_BYTES_MAX = 192 * 1024 * 1024
export const KEPT_BYTES_MAX_SMALL_DEVICE = 64 * 1024 * 1024

/** After as many wrong segments, whoever sent them, the swarm is left. */
export const WRONG_SEGMENTS_MAX = 5

/** When the buffer is that short and nothing comes, a segment is fetched as if there were no viewers. */
export const LAST_SECONDS = 0.6
export const PATIENCE_MS = 1500
/** On a slow line: another viewer may be fetching it, for all. */
export const SLOW_PATIENCE_MS = 8000
export const SILENCE_MS = 1200
