/** Compares a file with the hashes that its origin tells, segment by segment. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Segment } from './hls-text.ts'

/**
 * @param segments From near the beginning to the end, without a gap.
 * @returns Whether each of them is as it should be.
 */
export async function isAsTold(path: string, segments: readonly Segment[]): Promise<boolean> {
  let at = segments[0]!.start
  let index = 0
  let hash = createHash('sha256')
  for await (const part of createReadStream(path, { start: at })) {
    let chunk = part as Buffer
    while (chunk.length > 0) {
      const segment = segments[index]
      if (!segment) return false
      const piece = chunk.subarray(0, segment.end + 1 - at)
      hash.update(piece)
      at += piece.length
      chunk = chunk.subarray(piece.length)
      if (at <= segment.end) break
      if (hash.digest('hex') !== segment.hash) return false
      hash = createHash('sha256')
      index++
    }
  }
  return index === segments.length
}
