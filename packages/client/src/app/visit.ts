/**
 * Says in the footer what this visit has brought over the line: pages, pictures and films. Kept for as long as the tab
 * is open (sessionStorage), and told to nobody.
 */
import type { Locale } from '@colombier/server/contract'
import { writeSize } from '../i18n/units.ts'
import type { Carried } from '../player/p2p/carried.ts'
import { addToVisit, bytesOf, type Visit } from './visit-count.ts'

/** Figures in a footer are read, not watched. */
const SHOWN_EVERY_MS = 1000

const place = document.getElementById('visit')
const locale = document.documentElement.lang as Locale
let isDue = false
let visit: Visit = { received: 0, given: 0 }

function add(more: Carried): void {
  try {
    visit = addToVisit(sessionStorage, more)
  } catch {
    // Then it holds for this page.
    visit = { received: visit.received + more.received, given: visit.given + more.given }
  }
  if (isDue) return
  isDue = true
  setTimeout(show, document.readyState === 'complete' ? SHOWN_EVERY_MS : 0)
}

function show(): void {
  isDue = false
  if (!place) return
  const { received, given } = place.dataset
  const words = [received, visit.given > 0 ? given : undefined]
  const sizes = [visit.received, visit.given].map(bytes => writeSize(locale, bytes))
  place.textContent = words.flatMap((text, at) => text?.replace('{size}', sizes[at]!) ?? []).join(' ')
  place.hidden = false
}

const requests = new PerformanceObserver(list => addRequests(list.getEntries()))
const addRequests = (entries: PerformanceEntryList) => {
  const received = entries.reduce((sum, entry) => sum + bytesOf(entry as PerformanceResourceTiming), 0)
  if (received > 0) add({ received, given: 0 })
}
for (const type of ['navigation', 'resource']) requests.observe({ type, buffered: true })
document.addEventListener('player-carried', ({ detail }) => add(detail))
addEventListener('pagehide', () => addRequests(requests.takeRecords()))
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) add({ received: 0, given: 0 })
})
