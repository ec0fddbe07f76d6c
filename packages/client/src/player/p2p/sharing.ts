/** Decides when a viewer shares: after play, after a yes, with others there, on a line that is not paid by the byte. */
import type { HlsTap } from '../hls-tap.ts'
import type { PlayerCopies, PlayerP2p } from '../source.ts'
import { readChoice, rememberChoice } from './consent.ts'
import { canShare, isLineFree, onLineChange } from './line.ts'
import { EMPTY_METER, type Meter } from './meter.ts'
import type { joinSwarm } from './swarm.ts'
import { isThin, lineRate } from './thin-line.ts'
import { MEETING_BUFFER_SECONDS, MEETING_SECONDS, SLOW_SECONDS } from './tuning.ts'

/**
 * `refused`: by the viewer, or not allowed yet; `alone`: too few watch; `saving`: the line is paid by the byte;
 * `unable`: this browser cannot, or it failed.
 */
export type SharingStatus = 'refused' | 'alone' | 'saving' | 'unable' | 'sharing'

export interface SharingState {
  readonly status: SharingStatus
  /** The question is to be shown. */
  readonly isAsking: boolean
  readonly meter: Meter
}

export interface Sharing {
  /** The video plays. */
  attach(tap: HlsTap): void
  /** A segment came from a server, without a swarm. */
  onServerBytes(bytes: number): void
  choose(isYes: boolean): void
  state(): SharingState
  close(): void
}

interface Given {
  readonly p2p: PlayerP2p
  readonly copies: PlayerCopies
  readonly onChange: () => void
  readonly load?: () => Promise<{ joinSwarm: typeof joinSwarm }>
}

/** Who has said yes waits for the next viewer; who has not been asked is in no hurry. */
const ASK_VIEWERS_MS = { willing: 2000, unasked: 15_000 }

export function createSharing({ p2p, copies, onChange, load = () => import('./swarm.ts') }: Given): Sharing {
  let choice = readChoice(p2p)
  let viewers = p2p.viewers + 1
  let tap: HlsTap | undefined
  let meter = EMPTY_METER
  let leave: (() => void) | undefined
  let isJoining = false
  let hasFailed = !canShare()
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const isWilling = () => choice ?? p2p.consent === 'on'
  const isEnough = () => !p2p.countsViewers || viewers >= p2p.minimumViewers
  const mayShare = () => isWilling() && isEnough() && isLineFree(navigator) && !hasFailed && !isClosed
  const update = (change: Partial<Meter>) => {
    meter = { ...meter, ...change }
    onChange()
  }

  function review(): void {
    tap?.keep(!isClosed && !hasFailed && leave === undefined && choice !== false)
    if (!mayShare()) {
      leave?.()
      leave = undefined
    } else if (tap && tap.segmentSeconds() > 0) void join(tap)
    onChange()
  }

  /** On a thin line whoever comes last does not ask for the first segment either: each that comes would halve it. */
  function begin(playing: HlsTap): void {
    // It is on its way while hls.js reads the playlist.
    load().catch(() => undefined)
    playing.beforeStart(bitrate => {
      if (tap !== playing || !mayShare() || !isThin(lineRate(readTimings()), bitrate)) return
      const start = playing.holdStart()
      void join(playing).finally(start)
    })
  }

  async function join(playing: HlsTap): Promise<void> {
    if (leave || isJoining) return
    isJoining = true
    hold(playing)
    try {
      const { joinSwarm } = await load()
      // A segment that is on its way must not be fetched a second time.
      await new Promise<void>(resolve => playing.whenIdle(resolve))
      if (!mayShare() || tap !== playing) return
      leave = joinSwarm(
        playing,
        { ...p2p, copies },
        {
          onPeers: peers => update({ peers }),
          onBytes: (kind, bytes) => update({ [kind]: meter[kind] + bytes }),
          onError: () => update({ errors: meter.errors + 1 }),
          onEnd: () => {
            leave = undefined
            hasFailed = true
            onChange()
          }
        }
      )
    } catch {
      // Its code could not be fetched, or does not run here: the video plays from the server as before.
      hasFailed = true
    } finally {
      isJoining = false
      playing.holdBuffer(undefined)
      review()
    }
  }

  /** Others are about to bring what comes next: it need not be fetched from the server just now. */
  function hold(playing: HlsTap): void {
    if (playing.segmentSeconds() === 0 || playing.kept().length > 1 || playing.segmentSeconds() > SLOW_SECONDS) return
    playing.holdBuffer(MEETING_BUFFER_SECONDS)
    setTimeout(() => playing.holdBuffer(undefined), MEETING_SECONDS * 1000)
  }

  function askViewers(): void {
    clearTimeout(timer)
    if (isClosed || hasFailed || isEnough() || choice === false) return
    const ask = async () => {
      if (tap?.hls.media?.paused === false) viewers = (await countViewers(p2p.viewersUrl)) ?? viewers
      if (isEnough()) review()
      askViewers()
    }
    timer = setTimeout(() => void ask(), isWilling() ? ASK_VIEWERS_MS.willing : ASK_VIEWERS_MS.unasked)
  }

  const stopListening = onLineChange(navigator, review)

  function status(): SharingStatus {
    if (hasFailed) return 'unable'
    if (!isWilling()) return 'refused'
    if (!isLineFree(navigator)) return 'saving'
    return leave ? 'sharing' : 'alone'
  }

  return {
    attach(playing) {
      leave?.()
      leave = undefined
      tap = playing
      if (mayShare() && p2p.viewers > 0) begin(playing)
      review()
      askViewers()
    },
    onServerBytes(bytes) {
      update({ fromServer: meter.fromServer + bytes })
      if (!leave) review()
    },
    choose(isYes) {
      choice = isYes
      rememberChoice(p2p, isYes)
      review()
      askViewers()
    },
    state: () => ({
      status: status(),
      isAsking:
        tap !== undefined &&
        choice === null &&
        p2p.consent === 'ask' &&
        isEnough() &&
        isLineFree(navigator) &&
        !hasFailed,
      meter
    }),
    close() {
      isClosed = true
      clearTimeout(timer)
      stopListening()
      review()
    }
  }
}

const readTimings = () => performance.getEntriesByType('resource') as PerformanceResourceTiming[]

async function countViewers(url: string): Promise<number | undefined> {
  try {
    const { viewers } = (await (await fetch(url)).json()) as { viewers?: unknown }
    return typeof viewers === 'number' ? viewers : undefined
  } catch {
    return undefined
  }
}
