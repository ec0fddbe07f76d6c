/** What a visit brought over the line and gave to others. Pure but for the storage it is given. */

export interface Visit {
  /** Bytes */
  readonly received: number
  readonly given: number
}

type Request = Pick<PerformanceResourceTiming, 'name' | 'initiatorType' | 'transferSize'>

const MEDIA = /\.(?:mp4|m4s|ts)(?:$|[?#])/
const BY_SCRIPT = ['xmlhttprequest', 'fetch']

/** Bytes of a request, its head included. What the player fetches it counts itself, from wherever it comes. */
export function bytesOf({ name, initiatorType, transferSize }: Request): number {
  return BY_SCRIPT.includes(initiatorType) && MEDIA.test(name) ? 0 : transferSize
}

const KEY = 'visit'

/** Read anew for each addition: a page that comes back from the browser's history finds what others added. */
export function addToVisit(storage: Pick<Storage, 'getItem' | 'setItem'>, { received, given }: Visit): Visit {
  const [before, gave] = (storage.getItem(KEY) ?? '').split(' ').map(bytes => Number(bytes) || 0)
  const visit = { received: (before ?? 0) + received, given: (gave ?? 0) + given }
  storage.setItem(KEY, `${visit.received} ${visit.given}`)
  return visit
}
