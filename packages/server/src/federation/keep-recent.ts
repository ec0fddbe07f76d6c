/** What was asked for last, and no more than that many: memory does not grow with the names that others make up. */
export interface Recent<Value> {
  get(key: string): Value | undefined
  /** @param ms For how long; for ever unless told. */
  set(key: string, value: Value, ms?: number): void
  delete(key: string): void
}

export function keepRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, { readonly value: Value; readonly untilMs: number }>()
  return {
    get(key) {
      const found = kept.get(key)
      return found && performance.now() < found.untilMs ? found.value : undefined
    },
    set(key, value, ms = Infinity) {
      kept.delete(key)
      const [oldest] = kept.keys()
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { value, untilMs: performance.now() + ms })
    },
    delete: key => void kept.delete(key)
  }
}
