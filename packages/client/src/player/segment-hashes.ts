/** Checks segments against the origin's `segments-sha256.json`: whoever they came from. */

export interface ByteRange {
  readonly start: number
  /** Of the last byte. */
  readonly end: number
}

export interface SegmentHashes {
  /** @returns Never undefined: what cannot be checked is refused. */
  isRight(url: string, range: ByteRange | undefined, data: ArrayBuffer): Promise<boolean>
}

/** `{file: {"start-end": sha256}}`, or `{file: sha256}` for whole files. */
type Listed = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/** A range that is not listed may be of a playlist that grew; one that never will be is not asked for at every segment. */
const AGAIN_MS = 10_000

/** @param load Reads the list anew. */
export function createSegmentHashes(
  load: () => Promise<unknown>,
  now: () => number = () => performance.now()
): SegmentHashes {
  let listed: Promise<Listed> | undefined
  let loadedAt = Number.NEGATIVE_INFINITY

  const reload = () => {
    loadedAt = now()
    listed = load().then(
      list => (typeof list === 'object' && list !== null ? (list as Listed) : {}),
      () => ({})
    )
    return listed
  }

  async function find(url: string, range: ByteRange | undefined): Promise<string | undefined> {
    const known = lookUp(await (listed ?? reload()), url, range)
    if (known !== undefined || now() - loadedAt < AGAIN_MS) return known
    return lookUp(await reload(), url, range)
  }

  return {
    async isRight(url, range, data) {
      const wanted = await find(url, range)
      return wanted !== undefined && wanted === (await sha256(data))
    }
  }
}

export async function fetchHashes(url: string): Promise<unknown> {
  return (await fetch(url, { cache: 'no-cache' })).json()
}

function lookUp(list: Listed, url: string, range: ByteRange | undefined): string | undefined {
  const name = fileNameOf(url)
  const entry = Object.hasOwn(list, name) ? list[name] : undefined
  if (typeof entry === 'string') return range ? undefined : entry
  const key = `${range?.start}-${range?.end}`
  return entry && range && Object.hasOwn(entry, key) ? entry[key] : undefined
}

export function fileNameOf(url: string): string {
  return url.split(/[?#]/)[0]!.split('/').at(-1)!
}

async function sha256(data: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', data)
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}
