/** The player's own controls: by keyboard, with captions, from where a viewer stopped. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBarriers } from '../support/axe.ts'
import { openPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { openFirefox } from '../support/firefox.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
let path: string
let embed: string

const PATIENCE_MS = 120_000
const require = createRequire(import.meta.url)
const CUES =
  'WEBVTT\n\n00:00.000 --> 00:04.900\nBonjour <i>tout le monde</i>\n\n00:05.000 --> 00:05.900\nVive la fête\n'

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240' })
  const { api, folder, publish } = stage
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 6, size: '426x240' })
  const uuid = await publish(clip, { name: 'Le bal', description: 'La danse : 0:03' })
  const captions = new FormData()
  captions.set('captionfile', new Blob([CUES], { type: 'text/vtt' }), 'fr.vtt')
  await api.fetch(`/videos/${uuid}/captions/fr`, { method: 'PUT', body: captions })
  await api.fetch(`/videos/${uuid}/chapters`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chapters: [
        { timecode: 0, title: 'Accueil' },
        { timecode: 3, title: 'La danse' }
      ]
    })
  })
  path = `/w/${uuid}`
  embed = `/videos/embed/${uuid}`
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

const open = () => openPage(stage.browser, stage.server.origin)
const media = <Answer>(page: Page, read: (video: HTMLVideoElement) => Answer) => page.locator('video').evaluate(read)
const at = (page: Page) => media(page, video => Math.round(video.currentTime))
const isPaused = (page: Page) => media(page, video => video.paused)
const said = (page: Page) => page.locator('.player-said')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
const stored = (page: Page, key: string) => page.evaluate(name => localStorage.getItem(name), key)

/** @param minimumViewers From how many on viewers are asked whether they share. */
const share = (minimumViewers: number) =>
  stage.api.fetch('/config/custom', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ p2p: { minimumViewers } })
  })

async function begin(page: Page): Promise<void> {
  await page.goto(path)
  await page.locator('.player-start').press('Enter')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await waitUntilPlayed(page, 0.2)
}

test(
  'the keyboard plays, seeks, speeds up and silences, is told what it did, and can be switched off',
  async () => {
    const { page, complaints, close } = await open()
    await begin(page)
    // The pressed button is gone, and the keyboard with the one that took its place.
    expect(await focused(page)).toBe('Pause')
    await page.keyboard.press('k')
    await expect.poll(() => isPaused(page)).toBe(true)
    await expect.poll(() => said(page).textContent()).toBe('Pause')
    await page.keyboard.press('5')
    await expect.poll(() => at(page)).toBe(3)
    expect(await said(page).textContent()).toMatch(/^3\s+secondes$/)
    await page.keyboard.press('m')
    expect(await media(page, video => video.muted)).toBe(true)
    await page.keyboard.press('>')
    expect(await media(page, video => video.playbackRate)).toBe(1.25)
    await expect.poll(() => said(page).textContent()).toBe('Vitesse 1,25×')

    const slider = page.getByRole('slider', { name: 'Position dans la vidéo' })
    await slider.focus()
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^3\ssecondes sur 6\ssecondes, La danse$/)
    await page.keyboard.press('Home')
    await expect.poll(() => at(page)).toBe(0)
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^0\sseconde sur 6\ssecondes, Accueil$/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => at(page)).toBe(5)

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Raccourcis clavier' }).getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('Position dans la vidéo')
    await page.keyboard.press('m')
    expect(await media(page, video => video.muted)).toBe(true)
    // The slider's own keys are not among them.
    await page.keyboard.press('Home')
    await expect.poll(() => at(page)).toBe(0)
    expect(JSON.parse((await stored(page, 'player')) ?? '')).toMatchObject({ hasShortcuts: false, isMuted: true })

    // What was chosen holds the next time.
    await begin(page)
    expect(await media(page, video => video.muted)).toBe(true)
    await page.keyboard.press('m')
    expect(await media(page, video => video.muted)).toBe(true)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a film that the server gives no longer is told as such, and the page is read anew',
  async () => {
    const { page, close } = await open()
    await page.goto(path)
    await page.route(/\.m3u8/, route => route.fulfill({ status: 404 }), { times: 2 })
    await page.locator('.player-start').press('Enter')
    const told = page.locator('.player-message[role=alert]')
    await told.getByText('Le serveur ne donne plus cette vidéo').waitFor()
    await page.unrouteAll()
    await Promise.all([
      page.waitForEvent('load'),
      told.getByRole('button', { name: 'Recharger la page' }).press('Enter')
    ])
    await begin(page)
    // Whose line is down for long is told what to do.
    await page.keyboard.press('k')
    const advice = page.getByRole('status').getByText('Vérifiez votre réseau')
    // Until the events of having begun and of the pause are through, each ends the waiting.
    const wait = () => media(page, video => video.dispatchEvent(new Event('waiting')))
    await expect.poll(() => wait().then(() => advice.count()), { timeout: 30_000, interval: 1000 }).toBe(1)
    await close()
  },
  PATIENCE_MS
)

test(
  'captions are chosen and styled from their menu, drawn, and remembered',
  async () => {
    const { page, complaints, close } = await open()
    await begin(page)
    await page.keyboard.press('k')
    await page.keyboard.press('0')
    await page.getByRole('button', { name: 'Sous-titres' }).press('Enter')
    const menu = page.getByRole('dialog', { name: 'Sous-titres' })
    await menu.getByRole('radio', { name: /^(Français|French)$/ }).press('Space')
    await expect.poll(() => page.locator('.player-captions').textContent()).toBe('Bonjour tout le monde')
    await menu.getByRole('radio', { name: 'Très grande' }).check()
    expect(await page.locator('.player-captions').getAttribute('data-size')).toBe('huge')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('Sous-titres')
    expect(await menu.count()).toBe(0)

    await page.getByRole('button', { name: 'Réglages' }).press('Enter')
    const settings = page.getByRole('dialog', { name: 'Réglages' })
    await settings.getByRole('button', { name: /^Vitesse/ }).click()
    await page.getByRole('radio', { name: '2×' }).check()
    expect(await media(page, video => video.playbackRate)).toBe(2)
    await page.keyboard.press('Escape')

    await begin(page)
    await expect.poll(() => page.locator('.player-captions').textContent()).toBe('Bonjour tout le monde')
    await page.keyboard.press('c')
    await expect.poll(() => page.locator('.player-captions').textContent()).toBe('')
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a visitor goes on where they stopped, and watches again when it is over',
  async () => {
    const { page, complaints, close } = await open()
    await begin(page)
    await page.keyboard.press('k')
    await page.keyboard.press('5')
    await expect.poll(() => stored(page, 'places')).toContain(':3}')
    await page.goto(path)
    await page.getByRole('button', { name: 'Depuis le début' }).waitFor()
    await page.getByRole('button', { name: /^Reprendre Le bal à 3\ssecondes/ }).click()
    await waitUntilPlayed(page, 3)
    await page.locator('.player-replay').waitFor({ timeout: 20_000 })
    await expect.poll(() => stored(page, 'places')).toBe(null)
    await page.locator('.player-replay').click()
    await expect.poll(() => isPaused(page)).toBe(false)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a time in the description jumps there, and the link to share can begin there',
  async () => {
    const { page, complaints, close } = await open()
    await begin(page)
    await page.keyboard.press('k')
    await page.getByRole('link', { name: '0:03', exact: true }).press('Enter')
    await expect.poll(() => at(page)).toBe(3)
    expect(new URL(page.url()).search).toBe('')
    await page.getByRole('checkbox', { name: 'Commencer au moment où la lecture en est' }).press('Space')
    expect(await page.getByRole('checkbox', { name: 'Commencer à 0:03' }).isChecked()).toBe(true)
    expect(await page.getByLabel('Adresse de cette page').inputValue()).toMatch(/\/w\/\w+\?start=3s$/)
    const code = page.getByLabel('Code pour placer le lecteur')
    expect(await code.inputValue()).toContain('start=3s"')
    await page.getByText('Réglages du lecteur intégré').press('Enter')
    await page.getByRole('checkbox', { name: 'Commencer sans le son' }).press('Space')
    await page.getByRole('combobox', { name: 'Sous-titres au début' }).selectOption('Français')
    expect(await code.inputValue()).toContain('?start=3s&amp;muted=1&amp;subtitle=fr"')
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'the transcript is fetched once it is opened, searched, and leads into the film by keyboard',
  async () => {
    const { page, complaints, requests, close } = await open()
    const files = () => requests.filter(address => address.endsWith('.vtt')).length
    await page.goto(path)
    expect(files()).toBe(0)
    await page.locator('.transcript summary').press('Enter')
    const cues = page.getByRole('list', { name: 'Transcription' }).getByRole('link')
    await cues.filter({ hasText: 'Bonjour tout le monde' }).waitFor()
    expect(files()).toBe(1)
    expect(await findBarriers(page)).toEqual([])

    await page.getByRole('searchbox', { name: 'Chercher dans la transcription' }).fill('FETE')
    await page.getByRole('status').filter({ hasText: '1 passage' }).waitFor()
    expect(await cues.allInnerTexts()).toEqual([expect.stringMatching(/^0:05\s*Vive la fête$/)])
    await page.keyboard.press('Enter')
    expect(await cues.evaluate(link => link === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await waitUntilPlayed(page, 5)
    // Whoever reads stays where they read.
    expect(await cues.evaluate(link => link === document.activeElement)).toBe(true)
    await expect.poll(() => cues.getAttribute('aria-current')).toBe('true')
    await page.getByRole('searchbox', { name: 'Chercher dans la transcription' }).fill('')
    await cues.last().focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowUp')
    expect(await cues.first().evaluate(link => link === document.activeElement)).toBe(true)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a finger shows the controls, goes back and on with two taps, and finds nothing too small',
  async () => {
    const telephone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }
    const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, telephone)
    await page.goto(path)
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
        ...{ colorScheme, reducedMotion: 'reduce', viewport: { width: 320, height: 640 } }
      })
      await begin(page)
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
      await firefox.goto(`${stage.server.origin}${path}`)
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
    const { page, complaints, close } = await open()
    await page.goto(`${embed}?autoplay=1&muted=1&stop=2&subtitle=fr&peertubeLink=0`)
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
    const { page, close } = await open()
    await page.setContent(
      `<iframe title="x" allow="autoplay" src="${stage.server.origin}${embed}?api=1&muted=1"></iframe>`
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
