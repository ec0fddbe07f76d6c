import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
/** Replaces Playwright's own list: the ones of it that matter here, and two that draw a window's address bar as a page. */
const FEATURES_OFF = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'PaintHolding'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'MediaRouter', 'LensOverlay'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch'],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
]
/** The last ones keep the browser from calling its maker. */
const ARGUMENTS = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
}

export interface WatchedPage {
  readonly page: Page
  /** What a person would never want to see: errors in the console, requests to other hosts. Empty when all is well. */
  readonly complaints: string[]
  /** Addresses asked for so far, without their origin. */
  readonly requests: string[]
  close(): Promise<void>
}

/** A page of its own session, in that language, whose console and network are watched. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {}
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, locale: 'fr-FR', ...options })
  return openTab(context, origin)
}

/** One more page of a session. `close` ends the whole session. */
export async function openTab(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => complaints.push(`script: ${error.message}`))
  page.on('request', request => {
    const url = new URL(request.url())
    if (url.protocol === 'blob:' || url.protocol === 'data:') return
    if (url.origin === origin) requests.push(url.pathname)
    else complaints.push(`foreign request: ${url}`)
  })
  return { page, complaints, requests, close: () => context.close() }
}

export async function signInOnPage(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.fill('[name=username]', username)
  await page.fill('[name=password]', password)
  await page.press('[name=password]', 'Enter')
  await page.waitForURL(url => url.pathname !== '/login')
}

/** Waits until the video has really moved on to that second. */
export async function waitUntilPlayed(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(wanted => (document.querySelector('video')?.currentTime ?? 0) > wanted, seconds)
}
