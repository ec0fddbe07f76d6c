/** One visit with an empty cache, on a line and a processor held back through Chromium's own protocol. */
import type { CDPSession, Page } from 'playwright-core'
import type { Village } from './village.ts'

export interface PageFigures {
  readonly firstPaintMs: number
  readonly largestPaintMs: number
  /** What tasks of the page took beyond 50 ms each, from the first paint until the page was quiet. */
  readonly blockedMs: number
  readonly shift: number
  readonly requests: number
  readonly kB: number
  readonly codeKB: number
}

export interface PlayFigures {
  readonly firstFrameMs: number
  readonly playKB: number
}

const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8
}
const CPU_SLOWDOWN = 4
/** An ordinary telephone. */
const SCREEN = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true }
/** After the page was loaded: late tasks and shifts count too. */
const QUIET_MS = 1500
const PATIENCE_MS = 30_000

export async function visit(
  { browser, server }: Pick<Village, 'browser' | 'server'>,
  path: string,
  { plays }: { plays: boolean }
): Promise<PageFigures & Partial<PlayFigures>> {
  const context = await browser.newContext({ baseURL: server.origin, locale: 'fr-FR', ...SCREEN })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const line = await countTransfer(cdp)
    await cdp.send('Network.emulateNetworkConditions', LINE)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
    await page.addInitScript(observe)
    await page.goto(path, { waitUntil: 'load' })
    await page.waitForTimeout(QUIET_MS)
    const paints = await page.evaluate(() => (window as unknown as { figures(): Painted }).figures())
    const opened = { ...paints, ...line.taken() }
    return plays ? { ...opened, ...(await play(page, line)) } : opened
  } finally {
    await context.close()
  }
}

type Painted = Pick<PageFigures, 'firstPaintMs' | 'largestPaintMs' | 'blockedMs' | 'shift'>
type Line = Awaited<ReturnType<typeof countTransfer>>

async function play(page: Page, line: Line): Promise<PlayFigures> {
  const before = line.taken().kB
  await page.evaluate(() => {
    const video = document.querySelector('video')!
    const shown = new Promise<number>(resolve => video.requestVideoFrameCallback(now => resolve(now)))
    addEventListener(
      'click',
      ({ timeStamp }) => void shown.then(now => (document.title = `shown ${now - timeStamp}`)),
      {
        capture: true,
        once: true
      }
    )
  })
  await page.locator('.player-start').click()
  await page.waitForFunction(() => document.title.startsWith('shown '), undefined, { timeout: PATIENCE_MS })
  const firstFrameMs = Number((await page.title()).split(' ')[1])
  return { firstFrameMs, playKB: line.taken().kB - before }
}

/** Bytes of heads and bodies as they were sent, and what they were. */
async function countTransfer(cdp: CDPSession) {
  const pictures = new Set<string>()
  const bytes = new Map<string, number>()
  await cdp.send('Network.enable')
  cdp.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    // Pictures of the browser's own controls, and what the page made itself.
    if (/^(?:data|blob):/.test(request.url)) return
    bytes.set(requestId, 0)
    if (type === 'Image') pictures.add(requestId)
  })
  // When the first frame shows, the rest of a long answer is still on its way.
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const known = bytes.get(requestId)
    if (known !== undefined) bytes.set(requestId, known + encodedDataLength)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (bytes.has(requestId)) bytes.set(requestId, encodedDataLength)
  })
  const kilobytes = (isWanted: (id: string) => boolean) =>
    [...bytes].reduce((sum, [id, length]) => sum + (isWanted(id) ? length : 0), 0) / 1000
  return {
    taken: () => ({ requests: bytes.size, kB: kilobytes(() => true), codeKB: kilobytes(id => !pictures.has(id)) })
  }
}

/** In the page, before anything of it. */
function observe(): void {
  let [largest, shift] = [0, 0]
  const tasks: PerformanceEntry[] = []
  const listen = (type: string, hear: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver(list => list.getEntries().forEach(hear)).observe({ type, buffered: true })
  listen('largest-contentful-paint', ({ startTime }) => {
    largest = startTime
  })
  listen('layout-shift', entry => {
    const { hadRecentInput, value } = entry as PerformanceEntry & { hadRecentInput: boolean; value: number }
    if (!hadRecentInput) shift += value
  })
  listen('longtask', entry => void tasks.push(entry))
  const figures = (): unknown => {
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
    const late = tasks.filter(({ startTime, duration }) => startTime + duration > first)
    const blocked = late.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0)
    return { firstPaintMs: first, largestPaintMs: largest, blockedMs: blocked, shift }
  }
  Object.assign(window, { figures })
}
