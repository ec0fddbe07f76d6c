/** Viewers of one video in a real browser, whose dealings with other viewers are watched. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openPage, type WatchedPage } from './browser.ts'

export interface Viewer extends WatchedPage {
  /** Addresses of WebSockets opened so far. */
  readonly sockets: readonly string[]
  /** Presses play, and waits until it plays. */
  play(): Promise<void>
  /** Connections to other viewers: how many were ever made, and how many are open now. */
  connections(): Promise<{ made: number; open: number }>
  /** How often it stopped to wait for data since it began. */
  stalls(): Promise<number>
  /** What the player says was carried, in its own words. */
  meter(): Promise<string>
}

export interface ViewerOptions extends BrowserContextOptions {
  /** What they answered on an earlier visit. */
  readonly answered?: 'yes' | 'no'
  /** Runs before anything of the page does. */
  readonly before?: () => void
  readonly prepare?: (page: Page) => Promise<unknown>
  readonly path: string
}

export async function openViewer(
  browser: Browser,
  origin: string,
  { answered, before, prepare, path, ...options }: ViewerOptions
): Promise<Viewer> {
  const watched = await openPage(browser, origin, options)
  const { page } = watched
  const sockets: string[] = []
  page.on('websocket', socket => sockets.push(socket.url()))
  if (before) await page.addInitScript(before)
  await page.addInitScript(watchConnections)
  if (answered) await page.addInitScript(answer => localStorage.setItem('p2p', answer), answered)
  await prepare?.(page)
  await page.goto(path)
  return {
    ...watched,
    sockets,
    async play() {
      await page.locator('.player-start').click()
      await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2)
      await page.evaluate(() => {
        const counts = window as unknown as { stalls: number }
        counts.stalls = 0
        // A busy machine waits for its decoder, too: that is not meant.
        const video = document.querySelector('video')!
        video.addEventListener('waiting', () => {
          const { buffered, currentTime } = video
          if (buffered.length === 0 || buffered.end(buffered.length - 1) - currentTime < 0.3) counts.stalls++
        })
      })
    },
    connections: () =>
      page.evaluate(() => {
        const { made } = window as unknown as { made: RTCPeerConnection[] }
        return { made: made.length, open: made.filter(one => one.connectionState === 'connected').length }
      }),
    stalls: () => page.evaluate(() => (window as unknown as { stalls: number }).stalls),
    meter: async () => (await page.locator('.sharing-meter').textContent()) ?? ''
  }
}

/** Runs in the page. */
function watchConnections(): void {
  const made: RTCPeerConnection[] = []
  Object.assign(window, { made })
  if (!window.RTCPeerConnection) return
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(config?: RTCConfiguration) {
      super(config)
      made.push(this)
    }
  }
}
