/** Where the browser's files are: names carry a hash, so the build tells them. */

interface ManifestChunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

/** Written in by the build (vite.config.ts); absent where the sources run unbuilt, in tests. */
declare const BUILD_MANIFEST: Record<string, ManifestChunk> | undefined

const BASE = '/client/'
const manifest = typeof BUILD_MANIFEST === 'undefined' ? {} : BUILD_MANIFEST

/** Address of a built source file, `src/styles/site.css`. */
export function assetUrl(source: string): string {
  return BASE + (manifest[source]?.file ?? source)
}

/** Files that an entry needs at once: itself first, then what it imports, so that none waits for another. */
export function scriptUrls(source: string): string[] {
  const sources = new Set<string>()
  const collect = (name: string) => {
    if (sources.has(name)) return
    sources.add(name)
    for (const imported of manifest[name]?.imports ?? []) collect(imported)
  }
  collect(source)
  return [...sources].map(assetUrl)
}
