/**
 * Fetches segments for hls.js through the swarm, and without it as soon as it fails or is late: whatever goes wrong
 * among viewers, a viewer sees nothing of it.
 */
import type { FragmentLoaderContext, HlsConfig, LoaderCallbacks, LoaderConfiguration, LoaderStats } from 'hls.js'
import { type FragmentLoader, type FragmentLoaderClass, resetStats } from '../fragment-loaders.ts'

const LOOK_MS = 250

/** @param isStuck Nothing comes, nearly nothing is left to be played, and that for so many milliseconds. */
export function safely(PeerLoader: FragmentLoaderClass, isStuck: (waitedMs: number) => boolean): FragmentLoaderClass {
  return class SafeLoader implements FragmentLoader {
    context: FragmentLoaderContext | null = null
    readonly stats: LoaderStats
    readonly #config: HlsConfig
    #current: FragmentLoader
    #watch: ReturnType<typeof setInterval> | undefined

    constructor(config: HlsConfig) {
      this.#config = config
      this.#current = new PeerLoader(config)
      this.stats = this.#current.stats
    }

    load(
      context: FragmentLoaderContext,
      policy: LoaderConfiguration,
      callbacks: LoaderCallbacks<FragmentLoaderContext>
    ): void {
      this.context = context
      let isPlain = false
      const loadPlainly = () => {
        if (isPlain) return
        isPlain = true
        this.#stopWatching()
        this.#current.destroy()
        this.#current = new this.#config.loader(this.#config) as FragmentLoader
        resetStats(this.stats)
        this.#current.stats = this.stats
        this.#current.load(context, policy, callbacks)
      }
      const ifSwarm =
        <Details extends unknown[]>(act: ((...details: Details) => void) | undefined) =>
        (...details: Details) => {
          if (isPlain) return
          this.#stopWatching()
          act?.(...details)
        }
      const askedAt = performance.now()
      this.#watch = setInterval(() => {
        if (isStuck(performance.now() - askedAt)) loadPlainly()
      }, LOOK_MS)
      this.#current.load(context, policy, {
        ...callbacks,
        onSuccess: ifSwarm(callbacks.onSuccess),
        onAbort: ifSwarm(callbacks.onAbort),
        onTimeout: loadPlainly,
        onError: (...details) => {
          if (this.stats.aborted) ifSwarm(callbacks.onError)(...details)
          else loadPlainly()
        }
      })
    }

    abort(): void {
      this.#stopWatching()
      this.#current.abort()
    }

    destroy(): void {
      this.#stopWatching()
      this.#current.destroy()
    }

    #stopWatching(): void {
      clearInterval(this.#watch)
    }
  }
}
