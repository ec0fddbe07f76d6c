/** Segments from the servers that hold a copy of the video, once its own server fails or cannot keep up; not before, as each sees the viewer's address. */
import type { FragmentLoaderContext, HlsConfig, LoaderCallbacks, LoaderConfiguration, LoaderStats } from 'hls.js'
import { type FragmentLoader, type FragmentLoaderClass, resetStats } from './fragment-loaders.ts'
import { createSegmentHashes, fetchHashes, fileNameOf, type SegmentHashes } from './segment-hashes.ts'
import type { PlayerCopies } from './source.ts'

/** @param hashes Told by the origin: what a copy sends is played only when it is the same. */
export function fromCopies(
  { baseUrls, segmentsSha256Url }: PlayerCopies,
  hashes: SegmentHashes = createSegmentHashes(() => fetchHashes(segmentsSha256Url))
): FragmentLoaderClass {
  /** To which the name of a file is added; undefined is the video's own server. */
  const servers = [undefined, ...baseUrls]
  /** Where in `servers` all segments are asked for, until that one fails, too. */
  let current = 0
  const moveOn = (from: number) => {
    if (current === from) current = (from + 1) % servers.length
  }

  return class CopiesLoader implements FragmentLoader {
    context: FragmentLoaderContext | null = null
    readonly stats: LoaderStats
    readonly #config: HlsConfig
    #loader: FragmentLoader

    constructor(config: HlsConfig) {
      this.#config = config
      this.#loader = new config.loader(config) as FragmentLoader
      this.stats = this.#loader.stats
    }

    load(
      context: FragmentLoaderContext,
      policy: LoaderConfiguration,
      callbacks: LoaderCallbacks<FragmentLoaderContext>
    ): void {
      this.context = context
      // How the rest is to be decoded has no hash: it comes from the video's own server.
      if (context.frag.sn === 'initSegment') this.#loader.load(context, policy, callbacks)
      else this.#loadFrom(current, servers.length - 1, { context, policy, callbacks })
    }

    #loadFrom(at: number, othersLeft: number, asked: Asked): void {
      const { context, policy, callbacks } = asked
      const base = servers[at]
      const goOn = (giveUp: () => void) => {
        if (this.stats.aborted) return giveUp()
        moveOn(at)
        if (othersLeft === 0) return giveUp()
        this.#loader.destroy()
        this.#loader = new this.#config.loader(this.#config) as FragmentLoader
        resetStats(this.stats)
        this.#loader.stats = this.stats
        this.#loadFrom((at + 1) % servers.length, othersLeft - 1, asked)
      }
      const url = base === undefined ? context.url : `${base.replace(/\/$/, '')}/${fileNameOf(context.url)}`
      this.#loader.load({ ...context, url }, othersLeft > 0 ? withoutRetries(policy) : policy, {
        ...callbacks,
        onSuccess: async (response, stats, _context, details) => {
          const isRight = base === undefined || (await isAsTold(hashes, context, response.data))
          if (this.stats.aborted) return
          if (!isRight) return goOn(() => callbacks.onError({ code: 0, text: 'wrong bytes' }, context, details, stats))
          if (stats.loading.end - stats.loading.start > context.frag.duration * 1000) moveOn(at)
          callbacks.onSuccess(response, stats, context, details)
        },
        onError: (error, _context, details, stats) => goOn(() => callbacks.onError(error, context, details, stats)),
        onTimeout: (stats, _context, details) => goOn(() => callbacks.onTimeout(stats, context, details))
      })
    }

    abort(): void {
      this.#loader.abort()
    }

    destroy(): void {
      this.#loader.destroy()
    }
  }
}

interface Asked {
  readonly context: FragmentLoaderContext
  readonly policy: LoaderConfiguration
  readonly callbacks: LoaderCallbacks<FragmentLoaderContext>
}

/** Another server is asked sooner than the same one once more. */
function withoutRetries(policy: LoaderConfiguration): LoaderConfiguration {
  return { ...policy, loadPolicy: { ...policy.loadPolicy, errorRetry: null, timeoutRetry: null } }
}

async function isAsTold(
  hashes: SegmentHashes,
  { url, rangeStart, rangeEnd }: FragmentLoaderContext,
  data: unknown
): Promise<boolean> {
  if (!(data instanceof ArrayBuffer)) return false
  // hls.js names the byte after the last one.
  const range = rangeEnd ? { start: rangeStart ?? 0, end: rangeEnd - 1 } : undefined
  return hashes.isRight(url, range, data)
}
