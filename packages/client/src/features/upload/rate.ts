export interface Sample {
  readonly atMs: number
  readonly sentBytes: number
}

const WINDOW_MS = 10_000

/** Keeps the last ten seconds. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= WINDOW_MS), sample]
}

/** Bytes per second over the samples; null while there is too little to tell. */
export function rateOf(samples: readonly Sample[]): number | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.atMs - first.atMs < 1000) return null
  const bytes = last.sentBytes - first.sentBytes
  return bytes > 0 ? (bytes / (last.atMs - first.atMs)) * 1000 : null
}
