/** `npm run screenshots [kind…]`: every page of the fixtures as people would see it, and a page to look through them. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Page } from '../../packages/server/src/contract/index.ts'
import { openBrowser } from '../support/browser.ts'
import { type FixturePage, fixturePages, serveFixturePages } from '../support/fixture-pages.ts'
import { type Picture, pictureIndex } from './picture-index.ts'

const FOLDER = join(import.meta.dirname, '../output/screenshots')

const LOOKS = [
  { width: 360, scheme: 'light', locale: 'fr' },
  { width: 360, scheme: 'dark', locale: 'en' },
  { width: 1280, scheme: 'light', locale: 'en' },
  { width: 1280, scheme: 'dark', locale: 'fr' }
] as const

/** Shown as somebody sees them who is not signed in; all others are somebody's own. */
const VISITED = new Set<Page['kind']>([
  ...([
    'home',
    'search',
    'about',
    'contact',
    'playlist',
    'sign-up',
    'sign-in',
    'actor',
    'watch',
    'transcript'
  ] as const),
  ...(['embed', 'password', 'account-link', 'accessibility', 'error'] as const)
])

const wanted = process.argv.slice(2)
const chosen = fixturePages.filter(({ name }) => wanted.length === 0 || wanted.some(kind => name.startsWith(kind)))

await rm(FOLDER, { recursive: true, force: true })
await mkdir(FOLDER, { recursive: true })
const server = await serveFixturePages()
const browser = await openBrowser()
try {
  const pictures = await Promise.all(LOOKS.map(look => photograph(browser, look)))
  await writeFile(join(FOLDER, 'index.html'), pictureIndex(chosen, pictures.flat()))
  console.log(`${pictures.flat().length} pictures: ${join(FOLDER, 'index.html')}`)
} finally {
  await browser.close()
  await server.close()
}

/** In one look, one page after the other. Those who own something see their own pages as they do, the rest as visitors. */
async function photograph(browser: Browser, { width, scheme, locale }: (typeof LOOKS)[number]): Promise<Picture[]> {
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce'
  })
  const page = await context.newPage()
  const pictures: Picture[] = []
  for (const fixture of chosen) {
    const file = `${fixture.name}-${width}-${scheme}-${locale}.png`
    await page.goto(fixture.path(locale, readerOf(fixture)), { waitUntil: 'load' })
    await page.screenshot({ path: join(FOLDER, file), fullPage: true })
    pictures.push({ page: fixture.name, file, width, words: `${width} px, ${scheme}, ${locale}` })
  }
  await context.close()
  return pictures
}

function readerOf({ kind }: FixturePage): 'visitor' | 'administrator' {
  return VISITED.has(kind) ? 'visitor' : 'administrator'
}
