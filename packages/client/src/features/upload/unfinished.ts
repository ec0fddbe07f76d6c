/**
 * Uploads that were begun and not finished, remembered in this browser. A page cannot reopen a file by itself, so the
 * file is recognised when it is chosen again: same name, size and date.
 */

/** Where uploads for one purpose are remembered, and the address of the API that takes them. */
export interface Shelf {
  readonly prefix: string
  readonly path: string
}

export const NEW_VIDEOS: Shelf = { prefix: 'colombier.upload:', path: '/api/v1/videos/upload-resumable' }

export const replacements = (videoUuid: string): Shelf => ({
  prefix: `colombier.replace:${videoUuid}:`,
  path: `/api/v1/videos/${videoUuid}/source/replace-resumable`
})

export interface Unfinished {
  readonly key: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sentBytes: number
  readonly uploadUrl: string
  /** Milliseconds since 1970. */
  readonly updatedAtMs: number
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** The server forgets parts that nobody finishes; so do we, a little earlier. */
const KEPT_MS = 20 * 3600 * 1000

export function unfinishedKey(
  { prefix }: Shelf,
  { name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>
): string {
  return `${prefix}${size}:${lastModified}:${name}`
}

export function rememberUnfinished(store: Store, unfinished: Unfinished): void {
  try {
    store.setItem(unfinished.key, JSON.stringify(unfinished))
  } catch {
    // Storage is full or closed to us: this upload works, it only cannot be resumed after a reload.
  }
}

export function forgetUnfinished(store: Store, key: string): void {
  store.removeItem(key)
}

/** Newest first; those too old to be resumed are dropped from the store. */
export function listUnfinished(store: Store, shelf: Shelf, nowMs: number): Unfinished[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
  const known = keys.filter(key => key.startsWith(shelf.prefix)).map(key => ({ key, entry: read(store, shelf, key) }))
  for (const { key, entry } of known) if (!entry || nowMs - entry.updatedAtMs > KEPT_MS) store.removeItem(key)
  return known
    .map(({ entry }) => entry)
    .filter(entry => entry !== null)
    .filter(entry => nowMs - entry.updatedAtMs <= KEPT_MS)
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)
}

function read(store: Store, { path }: Shelf, key: string): Unfinished | null {
  try {
    const entry = JSON.parse(store.getItem(key) ?? 'null') as Unfinished | null
    // The address is only ever one of our own, whatever was written in the store.
    return entry?.uploadUrl.startsWith(`${path}?`) ? entry : null
  } catch {
    return null
  }
}
