/**
 * What this viewer has and can give on: in memory, bounded. What was watched longest ago goes first, then
 * what comes last.
 */
import type { SegmentStorage } from 'p2p-media-loader-core'

interface Stored {
  readonly streamId: string
  readonly segmentId: number
  readonly data: ArrayBuffer
  readonly endTime: number
}

export class SegmentStore implements SegmentStorage {
  readonly #maxBytes: number
  readonly #segments = new Map<string, Stored>()
  #bytes = 0
  #position = 0
  #tell: (streamId: string) => void = () => undefined

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  async initialize(): Promise<void> {
    // Nothing to prepare.
  }

  onPlaybackUpdated(position: number): void {
    this.#position = position
  }

  onSegmentRequested(): void {
    // The position says all there is to know.
  }

  async storeSegment(
    _swarmId: string,
    streamId: string,
    segmentId: number,
    data: ArrayBuffer,
    _startTime: number,
    endTime: number
  ): Promise<void> {
    this.give({ streamId, segmentId, data, endTime })
  }

  /** Puts it, and lets others know. */
  give(segment: Stored): void {
    this.put(segment)
    // Later: of two announcements in a row the loader sends the first alone, and it has just made one that does not
    // name this segment yet. Others would hear of it with the next segment only, and fetch it from the server meanwhile.
    queueMicrotask(() => this.#tell(segment.streamId))
  }

  put(segment: Stored): void {
    const key = keyOf(segment.streamId, segment.segmentId)
    this.#drop(key)
    this.#makeRoom(segment.data.byteLength)
    this.#segments.set(key, segment)
    this.#bytes += segment.data.byteLength
  }

  async getSegmentData(_swarmId: string, streamId: string, segmentId: number): Promise<ArrayBuffer | undefined> {
    return this.#segments.get(keyOf(streamId, segmentId))?.data
  }

  /** As a share of what may be held; the loader fetches less ahead when little is left. */
  getUsage(): { totalCapacity: number; usedCapacity: number } {
    const ahead = [...this.#segments.values()].filter(({ endTime }) => endTime >= this.#position)
    return { totalCapacity: this.#maxBytes, usedCapacity: ahead.reduce((sum, { data }) => sum + data.byteLength, 0) }
  }

  hasSegment(_swarmId: string, streamId: string, segmentId: number): boolean {
    return this.#segments.has(keyOf(streamId, segmentId))
  }

  getStoredSegmentIds(_swarmId: string, streamId: string): number[] {
    return [...this.#segments.values()].filter(stored => stored.streamId === streamId).map(stored => stored.segmentId)
  }

  setSegmentChangeCallback(tell: (streamId: string) => void): void {
    this.#tell = tell
  }

  destroy(): void {
    this.#segments.clear()
    this.#bytes = 0
  }

  /** What comes next is never given up: the loader fetches less of it when there is much. */
  #makeRoom(bytes: number): void {
    const order = ({ endTime }: Stored) => (endTime < this.#position ? endTime : 2 * this.#position + 1e6 - endTime)
    const spare = [...this.#segments].filter(([, { endTime }]) => Math.abs(endTime - this.#position) > NEXT_SECONDS)
    for (const [key, { streamId }] of spare.toSorted(([, a], [, b]) => order(a) - order(b))) {
      if (this.#bytes + bytes <= this.#maxBytes) return
      this.#drop(key)
      this.#tell(streamId)
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#segments.get(key)?.data.byteLength ?? 0
    this.#segments.delete(key)
  }
}

/** Around where the viewer is. */
const NEXT_SECONDS = 30

const keyOf = (streamId: string, segmentId: number) => `${streamId}|${segmentId}`
