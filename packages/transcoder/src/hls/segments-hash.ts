/** SHA-256 of every segment, so that what comes from a peer can be checked (PeerTube's `segments-sha256.json`). */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Segment } from './playlist.ts'

/** Keys are inclusive byte ranges, `first-last`. */
export async function hashSegments(path: string, segments: readonly Segment[]): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { offsetBytes, sizeBytes } of segments) {
    const end = offsetBytes + sizeBytes - 1
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path, { start: offsetBytes, end })) hash.update(chunk)
    hashes[`${offsetBytes}-${end}`] = hash.digest('hex')
  }
  return hashes
}
