/** Other servers that hold a copy of the video's files, and are asked in turn with its own. */
import { fileNameOf } from '../segment-hashes.ts'

export interface Mirrors {
  /** @param key Of the segment. @returns Where to ask for it this time. */
  pick(url: string, key: string): string
  /** Whether a copy was asked for it last. */
  isCopy(key: string): boolean
  /** What was picked for it did not come, or was wrong: that server is not asked again. */
  fail(key: string): void
}

/** @param baseUrls To which the name of a file is added. */
export function createMirrors(baseUrls: readonly string[], random: () => number = Math.random): Mirrors {
  const good = new Set(baseUrls)
  const picked = new Map<string, string>()
  const hasFailed = new Set<string>()

  return {
    pick(url, key) {
      const choices = [...good]
      const base = hasFailed.has(key) ? undefined : choices[Math.floor(random() * (choices.length + 1))]
      if (base === undefined) {
        picked.delete(key)
        return url
      }
      picked.set(key, base)
      return `${base.replace(/\/$/, '')}/${fileNameOf(url)}`
    },
    isCopy: key => picked.has(key),
    fail(key) {
      hasFailed.add(key)
      const base = picked.get(key)
      if (base !== undefined) good.delete(base)
    }
  }
}
