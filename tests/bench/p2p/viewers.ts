/** People who open the video's page one after the other, watch for a while, and leave. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { installProbe, type Probed } from './page-probe.ts'
import type { Place } from './video.ts'

export interface Crowd {
  readonly viewers: number
  readonly isSharing: boolean
  /** Of the server's line. */
  readonly bytesPerSecond: number
}

export interface Viewer extends Probed {
  /** Parts of the file that came from the server whole: `start-end`. */
  readonly ranges: readonly string[]
}

export interface Watched extends Crowd {
  readonly people: readonly Viewer[]
  /** Everything that went through the line, pages and scripts too. */
  readonly lineBytes: number
  /** Of the video, by the server's own count. */
  readonly mediaBytes: number
  /** As the players told the server. */
  readonly toldFromServer: number
  readonly toldFromPeers: number
}

export const STAGGER_MS = 5000
export const WATCH_MS = 90_000
const PATIENCE_MS = 120_000

export async function watch(browser: Browser, place: Place, crowd: Crowd): Promise<Watched> {
  place.line.setRate(crowd.bytesPerSecond)
  await place.setSharing(crowd.isSharing)
  const before = await place.delivery()
  const lineBefore = place.line.sentBytes()

  const people = await Promise.all(
    Array.from({ length: crowd.viewers }, async (_, at) => {
      await sleep(at * STAGGER_MS)
      return beViewer(browser, place)
    })
  )
  const lineBytes = place.line.sentBytes() - lineBefore
  const after = await place.delivery()
  return {
    ...crowd,
    people,
    lineBytes,
    mediaBytes: after.sentBytes - before.sentBytes,
    toldFromServer: after.downloadedBytesHTTP - before.downloadedBytesHTTP,
    toldFromPeers: after.downloadedBytesP2P - before.downloadedBytesP2P
  }
}

async function beViewer(browser: Browser, { origin, path }: Place): Promise<Viewer> {
  // A small window: ten pictures are drawn without a graphics card.
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 400, height: 800 } })
  await context.addInitScript(installProbe)
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const ranges = new Set<string>()
  page.on('requestfinished', request => {
    const [, range] = /^bytes=(\d+-\d+)$/.exec(request.headers()['range'] ?? '') ?? []
    if (range && request.url().includes('.mp4')) ranges.add(range)
  })
  try {
    await page.goto(path)
    await press(page)
    await sleep(WATCH_MS)
    const probed = await page.evaluate(() => (window as unknown as { probe(): Promise<Probed> }).probe())
    // As when somebody leaves: the player says its last word.
    await page.goto('about:blank')
    return { ...probed, ranges: [...ranges] }
  } finally {
    await context.close()
  }
}

/** The button is there before the script that makes it work. */
async function press(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  // By keyboard: a click waits until nothing moves, which takes long where ten pages share a small machine.
  await page.getByRole('button', { name: /^(Play|Lire) / }).press('Enter')
}
