/** A member subscribes to a channel of another server and sees its new film: by keyboard alone, in both languages. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { LANGUAGES, makeMember, signInByKeys } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { type NetworkServer, startNetworkServer } from '../support/network.ts'

const PATIENCE_MS = 180_000
const SOON = { timeout: 60_000 }
let folder: string
let clip: string
let browser: Browser
let oak: NetworkServer
let elm: NetworkServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-subscription-'))
  clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 2, size: '320x240' })
  ;[oak, elm, browser] = await Promise.all([startNetworkServer('oak'), startNetworkServer('elm'), openBrowser()])
}, PATIENCE_MS)
afterAll(async () => {
  await browser?.close()
  await Promise.all([oak?.close(), elm?.close()])
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

const subscribers = async () => (await oak.api.json<{ total: number }>('/video-channels/root_channel/followers')).total

test.each(LANGUAGES)(
  'what a channel elsewhere publishes is told to who subscribed here, and played, in %s',
  async (locale, { t }) => {
    const username = `reader_${locale}`
    await makeMember(elm.api, username)
    const { page, complaints, close } = await openPage(browser, elm.origin, { locale })
    // A film that lies elsewhere is played from there, if the viewer wants it: nothing else is asked for.
    const isFilm = (complaint: string) =>
      complaint.startsWith(`foreign request: ${oak.origin}/static/streaming-playlists/`)
    const keys = keyboardOf(page)
    await page.goto('/login?next=/about')
    await signInByKeys(page, t, username)

    const before = await subscribers()
    const address = { fr: `@root_channel@${oak.host}`, en: `${oak.origin}/c/root_channel/videos` }
    await keys.write(page.getByRole('searchbox', { name: t('search.field') }), address[locale])
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/c/root_channel@${oak.host}`)
    await keys.press(page.getByRole('button', { name: t('opinion.subscribe') }))
    await page.getByRole('button', { name: t('opinion.unsubscribe') }).waitFor()
    await expect.poll(subscribers, SOON).toBe(before + 1)
    await page.waitForLoadState('networkidle')

    const name = `Un film du chêne, ${locale}`
    const uuid = await oak.api.upload(clip, { name })
    await oak.api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    const told = page.getByRole('link', { name: t('site.unread', { count: 1 }) })
    await told.waitFor(SOON)
    await keys.press(told)
    await page.getByRole('main').getByText(name).waitFor()
    await page.goto('/')
    await keys.press(page.getByRole('link', { name: t('home.view.subscriptions'), exact: true }).first())
    await page.waitForURL(/\/videos\/subscriptions/)
    expect(complaints).toEqual([])
    await keys.press(page.getByRole('main').getByRole('link', { name }).first())
    await keys.press(page.locator('.player-start'))
    await waitUntilPlayed(page, 0.5)
    expect(complaints.filter(complaint => !isFilm(complaint))).toEqual([])
    await close()
  },
  PATIENCE_MS
)
