/** A small memory of recent answers, so that a burst of equal questions costs one. */

export interface Cache<Value> {
  /** The remembered value, or what `load` gives; simultaneous callers share one `load`. A rejection is not remembered. */
  get(key: string, load: () => Promise<Value>): Promise<Value>
  forget(key: string): void
}

export interface CacheOptions {
  /** How long a value may be served after it was loaded. */
  readonly ttlMs: number
  /** The oldest entry goes when there are more. */
  readonly maxEntries: number
  /** What is asked for in the second half of its time is loaded again meanwhile: nobody waits for what many ask for. */
  readonly refreshesEarly?: true
}

interface Entry<Value> {
  readonly value: Promise<Value>
  expiresAt: number
  isRefreshed: boolean
}

export function createCache<Value>({ ttlMs, maxEntries, refreshesEarly }: CacheOptions): Cache<Value> {
  const entries = new Map<string, Entry<Value>>()

  const keep = (key: string, value: Promise<Value>) => {
    const entry = { value, expiresAt: Number.POSITIVE_INFINITY, isRefreshed: false }
    entries.delete(key)
    entries.set(key, entry)
    value.then(
      () => {
        entry.expiresAt = performance.now() + ttlMs
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key)
      }
    )
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value!)
    return value
  }
  const refresh = (key: string, known: Entry<Value>, load: () => Promise<Value>) => {
    known.isRefreshed = true
    load().then(
      value => {
        if (entries.get(key) === known) keep(key, Promise.resolve(value))
      },
      // Whoever asks once its time is over is told.
      () => {}
    )
  }

  return {
    forget: key => void entries.delete(key),

    get(key, load) {
      const known = entries.get(key)
      const leftMs = known ? known.expiresAt - performance.now() : 0
      if (!known || leftMs <= 0) return keep(key, load())
      if (refreshesEarly && leftMs < ttlMs / 2 && !known.isRefreshed) refresh(key, known, load)
      return known.value
    }
  }
}
