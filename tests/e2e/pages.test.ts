/** Every page kind and state in a real browser: what axe-core, a narrow screen, the console and the network say. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAxe, runAxe } from '../support/axe.ts'
import { openBrowser, openPage, type WatchedPage } from '../support/browser.ts'
import { AXE_PATH, fixturePages, serveFixturePages } from '../support/fixture-pages.ts'
import type { TestServer } from '../support/serve.ts'
import { IS_WHOLE } from '../support/whole-run.ts'

const WIDE = { width: 1280, height: 800 }
/** WCAG 1.4.10: what a screen of 1280 px is at a zoom of 400 %. */
const NARROW = { width: 320, height: 640 }
const CHANGED_BY_SIZE_AND_COLOUR = ['color-contrast', 'target-size', 'scrollable-region-focusable']
/** In an everyday run each page is looked at in one language, in both themes and widths. */
const EVERY = IS_WHOLE ? 1 : 2
/** A busy machine takes long over so many pages. */
const PATIENCE_MS = 400_000

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await serveFixturePages()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test.concurrent.each([
  { locale: 'fr', reader: 'visitor', wide: 'light', narrow: 'dark', from: 0 },
  { locale: 'en', reader: 'administrator', wide: 'dark', narrow: 'light', from: 1 }
] as const)(
  'nothing bars the way on any page in $locale, as $reader',
  async ({ locale, reader, from, ...schemes }) => {
    const watched = await openPage(browser, server.origin, { viewport: WIDE, reducedMotion: 'reduce' })
    const found: string[] = []
    for (const fixture of fixturePages.filter((_, at) => at % EVERY === from % EVERY)) {
      const faults = await examine(watched, fixture.path(locale, reader), schemes)
      found.push(...faults.map(fault => `${fixture.name}: ${fault}`))
    }
    await watched.close()
    expect(found).toEqual([])
  },
  PATIENCE_MS
)

interface Schemes {
  readonly wide: 'light' | 'dark'
  readonly narrow: 'light' | 'dark'
}

/** Wide with every rule; then narrow and in the other theme, with those that sizes and colours change. */
async function examine({ page, complaints }: WatchedPage, path: string, { wide, narrow }: Schemes): Promise<string[]> {
  complaints.length = 0
  await page.emulateMedia({ colorScheme: wide })
  await page.setViewportSize(WIDE)
  await page.goto(path, { waitUntil: 'load' })
  await loadAxe(page, AXE_PATH)
  const found = await runAxe(page)
  await page.emulateMedia({ colorScheme: narrow })
  await page.setViewportSize(NARROW)
  const changed = await runAxe(page, { rules: CHANGED_BY_SIZE_AND_COLOUR })
  return [...found, ...changed.map(fault => `narrow: ${fault}`), ...(await overflows(page)), ...complaints]
}

/** What makes the page wider than the screen. */
async function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      element => element.getBoundingClientRect().right > clientWidth + 1
    )
    return [
      `wider than the screen: ${scrollWidth} px: ${wide.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 100))}`
    ]
  })
}
