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
}

export function createCache<Value>({ ttlMs, maxEntries }: CacheOptions): Cache<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; expiresAt: number }>()

  return {
    forget: key => void entries.delete(key),

    get(key, load) {
      const known = entries.get(key)
      if (known && known.expiresAt > performance.now()) return known.value

      const entry = { value: load(), expiresAt: Number.POSITIVE_INFINITY }
      entries.delete(key)
      entries.set(key, entry)
      entry.value.then(
        () => {
          entry.expiresAt = performance.now() + ttlMs
        },
        () => {
          if (entries.get(key) === entry) entries.delete(key)
        }
      )
      if (entries.size > maxEntries) entries.delete(entries.keys().next().value!)
      return entry.value
    }
  }
}
