/** What the loaders that hls.js is given for its segments have in common. */
import type { FragmentLoaderContext, HlsConfig, Loader, LoaderStats } from 'hls.js'

export type FragmentLoader = Loader<FragmentLoaderContext>
export type FragmentLoaderClass = new (config: HlsConfig) => FragmentLoader

/** Before a segment is asked for anew. In place, as hls.js holds on to the object itself. */
export function resetStats(stats: LoaderStats): void {
  Object.assign(stats, { aborted: false, loaded: 0, total: 0, retry: 0, chunkCount: 0, bwEstimate: 0 })
  stats.loading = { start: 0, first: 0, end: 0 }
}
