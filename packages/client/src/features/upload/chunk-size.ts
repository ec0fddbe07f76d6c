const MIB = 1024 * 1024

export const CHUNK_FIRST_BYTES = 4 * MIB
export const CHUNK_MIN_BYTES = 256 * 1024
export const CHUNK_MAX_BYTES = 16 * MIB

/** What a lost connection may cost at most. */
const CHUNK_AIM_MS = 6000

/** The next chunk takes about six seconds at the speed of the last one, and at most doubles. */
export function nextChunkBytes(lastBytes: number, tookMs: number): number {
  const ideal = (lastBytes / Math.max(1, tookMs)) * CHUNK_AIM_MS
  return clamp(Math.min(lastBytes * 2, ideal))
}

export function chunkAfterFailure(lastBytes: number): number {
  return clamp(lastBytes / 2)
}

function clamp(bytes: number): number {
  return Math.round(Math.min(CHUNK_MAX_BYTES, Math.max(CHUNK_MIN_BYTES, bytes)))
}
