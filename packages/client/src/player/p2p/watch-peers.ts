/** Counts what comes from whom, checks it, and leaves out who sends wrong bytes. */
import type { CoreConfig, CoreEventMap, Segment } from 'p2p-media-loader-core'
import type { HlsJsP2PEngine } from 'p2p-media-loader-hlsjs'
import type { ByteRange, SegmentHashes } from '../segment-hashes.ts'
import { banPeer } from './banned-peers.ts'
import type { Mirrors } from './mirrors.ts'
import type { SwarmEvents } from './plan.ts'
import { SILENCE_MS, WRONG_SEGMENTS_MAX } from './tuning.ts'

type Check = NonNullable<CoreConfig['validateP2PSegment']>
type AskServer = NonNullable<CoreConfig['httpRequestSetup']>

export interface WatchedPeers {
  readonly checkFromPeer: Check
  readonly checkFromServer: Check
  readonly askServer: AskServer
  listenTo(engine: HlsJsP2PEngine): void
  count(): number
  /** Nothing at all came lately. */
  isSilent(): boolean
  /** The server that has all is sending a segment. */
  isServed(): boolean
  /** How long a segment took from a server, the slowest of the last ones; 0 when unknown. */
  segmentSeconds(): number
}

/** Whatever else a viewer may do wrong, these are no accidents of the line. */
const MALICE = new Set([
  'p2p-segment-validation-failed',
  'peer-response-bytes-length-mismatch',
  'peer-protocol-violation'
])
const REMEMBERED_TIMES = 3

const keyOf = (url: string, range: ByteRange | undefined) => `${url}|${range?.start}-${range?.end}`

/** @param hear `onWrong` when so many segments were wrong that nobody here is to be trusted. */
export function watchPeers(
  hashes: SegmentHashes,
  mirrors: Mirrors,
  hear: SwarmEvents & { onWrong(): void }
): WatchedPeers {
  const connected = new Set<string>()
  /** Who began a segment that somebody else went on with. */
  const beginners = new Map<string, Set<string>>()
  const times: number[] = []
  /** What a server is sending. */
  let served: { readonly key: string; readonly startedAt: number } | undefined
  let heardAt = 0
  let wrongCount = 0

  const segmentKey = ({ url, byteRange }: Segment) => keyOf(url, byteRange)
  const blame = (peerIds: Iterable<string>) => {
    hear.onError()
    wrongCount++
    // Later: p2p-media-loader tells of it while it is still ending the request, and cannot have the peer go meanwhile.
    setTimeout(() => {
      for (const peerId of peerIds) banPeer(peerId)
      if (wrongCount >= WRONG_SEGMENTS_MAX) hear.onWrong()
    })
  }
  const noteBeginner = (key: string, peerId: string) => {
    const known = beginners.get(key) ?? new Set()
    beginners.set(key, known.add(peerId))
  }

  const check: Check = (url, range, data) => hashes.isRight(url, range, data)

  const listeners: Partial<CoreEventMap> = {
    onChunkDownloaded: (bytes, source) => {
      heardAt = performance.now()
      hear.onBytes(source === 'p2p' ? 'fromPeers' : 'fromServer', bytes)
    },
    onChunkUploaded: bytes => hear.onBytes('toPeers', bytes),
    onPeerConnect: ({ peerId }) => {
      connected.add(peerId)
      hear.onPeers(connected.size)
    },
    onPeerClose: ({ peerId }) => {
      connected.delete(peerId)
      hear.onPeers(connected.size)
    },
    onSegmentStart: ({ downloadSource, segment }) => {
      if (downloadSource === 'http') served = { key: segmentKey(segment), startedAt: performance.now() }
    },
    onSegmentLoaded: ({ downloadSource }) => {
      if (downloadSource !== 'http' || !served) return
      times.push((performance.now() - served.startedAt) / 1000)
      served = undefined
      if (times.length > REMEMBERED_TIMES) times.shift()
    },
    onSegmentAbort: ({ segment, peerId, downloadSource }) => {
      if (downloadSource === 'http') served = undefined
      if (peerId) noteBeginner(segmentKey(segment), peerId)
    },
    onSegmentError: ({ error, segment, peerId, downloadSource }) => {
      const key = segmentKey(segment)
      if (downloadSource === 'http') {
        served = undefined
        return mirrors.fail(key)
      }
      if (!peerId) return
      if (!MALICE.has(error.type)) return noteBeginner(key, peerId)
      blame([peerId, ...(beginners.get(key) ?? [])])
      beginners.delete(key)
    }
  }

  return {
    checkFromPeer: check,
    /** What the origin alone sent needs no check, and plays even when the list of hashes cannot be had. */
    async checkFromServer(url, range, data) {
      const key = keyOf(url, range)
      const isRight = !(beginners.has(key) || mirrors.isCopy(key)) || (await check(url, range, data))
      if (!isRight) {
        mirrors.fail(key)
        const peerIds = beginners.get(key)
        if (peerIds) blame(peerIds)
      }
      beginners.delete(key)
      return isRight
    },
    async askServer(url, range, signal, asked) {
      const wanted = asked ?? range
      return new Request(mirrors.pick(url, keyOf(url, range)), {
        signal,
        ...(wanted && { headers: { Range: `bytes=${wanted.start}-${wanted.end ?? ''}` } })
      })
    },
    listenTo(engine) {
      for (const [name, listener] of Object.entries(listeners))
        engine.addEventListener(name as keyof CoreEventMap, listener as never)
    },
    count: () => connected.size,
    isSilent: () => performance.now() - heardAt > SILENCE_MS,
    isServed: () => served !== undefined && !mirrors.isCopy(served.key),
    segmentSeconds: () => Math.max(0, ...times)
  }
}
