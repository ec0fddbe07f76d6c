/** The player where it is not a window's own: on a telephone, in another browser, in other people's pages. */
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBarriers } from '../support/axe.ts'
import { openPage, waitUntilPlayed } from '../support/browser.ts'
import { openFirefox } from '../support/firefox.ts'
import { at, isPaused, media, openPlayerStage, type PlayerStage, said } from '../support/player-stage.ts'

/** Firefox takes long to start on a busy machine. */
const PATIENCE_MS = 240_000
const require = createRequire(import.meta.url)
let stage: PlayerStage

beforeAll(async () => {
  stage = await openPlayerStage()
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

/** @param minimumViewers From how many on viewers are asked whether they share. */
const share = (minimumViewers: number) =>
  stage.api.fetch('/config/custom', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ p2p: { minimumViewers } })
  })

test(
  'a finger shows the controls, goes back and on with two taps, and finds nothing too small',
  async () => {
    const telephone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }
    const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, telephone)
    await page.goto(stage.path)
    await page.locator('.player-start').tap()
    await waitUntilPlayed(page, 0.2)
    await page.getByRole('button', { name: 'Pause' }).tap()
    await expect.poll(() => isPaused(page)).toBe(true)
    const box = (await page.locator('.player-surface').boundingBox())!
    const tapTwice = async (share: number) => {
      for (const _ of [1, 2]) await page.touchscreen.tap(box.x + box.width * share, box.y + box.height / 3)
    }
    await tapTwice(0.9)
    await expect.poll(() => at(page)).toBe(6)
    expect(await said(page).textContent()).toMatch(/^6\s+secondes$/)
    await tapTwice(0.1)
    await expect.poll(() => at(page)).toBe(0)
    expect(await page.evaluate(() => document.fullscreenElement)).toBe(null)

    // What a small picture's bar has no room for is among the settings.
    await page.getByRole('button', { name: 'Réglages' }).tap()
    await page.getByRole('slider', { name: 'Volume' }).press('Home')
    expect(await media(page, video => video.volume)).toBe(0)
    await page.getByRole('button', { name: 'Fermer' }).tap()

    await page.locator('.transcript summary').tap()
    await page.locator('.transcript-cues a').first().waitFor()
    const small = await page.locator('.watch-stage').evaluate(stage =>
      [...stage.querySelectorAll('button, input, select, summary, a')]
        .map(
          element =>
            [element.getAttribute('aria-label') ?? element.textContent, element.getBoundingClientRect()] as const
        )
        .filter(([, { width, height }]) => width > 0 && Math.min(width, height) < 44)
        .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)
    )
    expect(small).toEqual([])

    // Played on, they go once nobody asks for them, and come back with a tap.
    await page.getByRole('button', { name: 'Lecture' }).tap()
    const isIdle = () => page.locator('.player-over.is-idle').count()
    await expect.poll(isIdle, { timeout: 5000 }).toBe(1)
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 3)
    expect(await isIdle()).toBe(0)
    expect(await isPaused(page)).toBe(false)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'the question of sharing and its meter bar nobody’s way, in both themes and at 320 px',
  async () => {
    await share(1)
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, {
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width: 320, height: 640 }
      })
      await stage.begin(page)
      await page.getByRole('region', { name: 'Partage entre spectateurs' }).waitFor()
      const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect([await findBarriers(page), await isWide()]).toEqual([[], false])
      await page.getByRole('button', { name: 'Oui, partager' }).press('Enter')
      await page.getByText('Partage entre spectateurs : activé').press('Enter')
      await page.getByText('Reçu des spectateurs').waitFor()
      expect([await findBarriers(page), await isWide()]).toEqual([[], false])
      expect(complaints).toEqual([])
      await close()
    }
    await share(2)
  },
  PATIENCE_MS
)

test(
  'Firefox plays it too, and its keys command the player',
  async () => {
    const firefox = await openFirefox()
    try {
      await firefox.goto(`${stage.server.origin}${stage.path}`)
      expect(await firefox.evaluate('document.documentElement.lang')).toBe('fr')
      await firefox.click('.player-start')
      const seconds = () => firefox.evaluate<number>('document.querySelector("video").currentTime')
      await expect.poll(seconds, { timeout: 30_000 }).toBeGreaterThan(0.5)
      await firefox.press('k')
      await expect.poll(() => firefox.evaluate('document.querySelector("video").paused')).toBe(true)
      await firefox.press('5')
      await expect.poll(async () => Math.round(await seconds())).toBe(3)
      await firefox.press('m')
      expect(await firefox.evaluate('document.querySelector("video").muted')).toBe(true)
    } finally {
      await firefox.close()
    }
  },
  PATIENCE_MS
)

test(
  'an embed begins, is silent, shows captions and stops as its address says',
  async () => {
    const { page, complaints, close } = await stage.open()
    await page.goto(`${stage.embed}?autoplay=1&muted=1&stop=2&subtitle=fr&peertubeLink=0`)
    await waitUntilPlayed(page, 1)
    expect(await media(page, video => video.muted)).toBe(true)
    expect(await page.locator('.player-captions').textContent()).toBe('Bonjour tout le monde')
    await expect.poll(() => isPaused(page), { timeout: 10_000 }).toBe(true)
    expect(await at(page)).toBe(2)
    expect(await page.getByRole('heading', { name: 'Le bal' }).getByRole('link').count()).toBe(0)
    // Once is enough: who wants more gets it.
    await page.locator('.player-toggle').press('Enter')
    await waitUntilPlayed(page, 3)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'the page around an embed steers it with PeerTube’s own script',
  async () => {
    const { page, close } = await stage.open()
    await page.setContent(
      `<iframe title="x" allow="autoplay" src="${stage.server.origin}${stage.embed}?api=1&muted=1"></iframe>`
    )
    await page.addScriptTag({ path: require.resolve('@peertube/embed-api/build/player.min.js') })
    const told = await page.evaluate(async () => {
      const { PeerTubePlayer } = window as unknown as { PeerTubePlayer: new (frame: Element) => EmbeddedPlayer }
      const player = new PeerTubePlayer(document.querySelector('iframe')!)
      await player.ready
      const isStatus = (wanted: string) =>
        new Promise<void>(resolve =>
          player.addEventListener('playbackStatusChange', status => status === wanted && resolve())
        )
      const isPlaying = isStatus('playing')
      await player.play()
      await isPlaying
      const isPaused = isStatus('paused')
      await player.pause()
      await isPaused
      await player.seek(4)
      await player.setVolume(0.5)
      return {
        captions: await player.getCaptions(),
        volume: await player.getVolume(),
        at: await player.getCurrentTime()
      }
    })
    expect(told).toMatchObject({ captions: [{ id: 'fr' }], volume: 0.5, at: 4 })
    const frame = page.frames().at(-1)!
    expect(await frame.locator('video').evaluate(video => Math.round((video as HTMLVideoElement).currentTime))).toBe(4)
    await close()
  },
  PATIENCE_MS
)

interface EmbeddedPlayer {
  readonly ready: Promise<void>
  play(): Promise<void>
  pause(): Promise<void>
  seek(seconds: number): Promise<void>
  setVolume(volume: number): Promise<void>
  getVolume(): Promise<number>
  getCurrentTime(): Promise<number>
  getCaptions(): Promise<unknown[]>
  addEventListener(name: 'playbackStatusChange', hear: (status: string) => void): void
}
