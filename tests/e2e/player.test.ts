/** The player's own controls: by keyboard, with captions, from where a viewer stopped. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBarriers } from '../support/axe.ts'
import { waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { at, isPaused, media, openPlayerStage, type PlayerStage, said } from '../support/player-stage.ts'

const PATIENCE_MS = 180_000
let stage: PlayerStage

beforeAll(async () => {
  stage = await openPlayerStage()
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
const stored = (page: Page, key: string) => page.evaluate(name => localStorage.getItem(name), key)

test(
  'the keyboard plays, seeks, speeds up and silences, is told what it did, and can be switched off',
  async () => {
    const { page, complaints, close } = await stage.open()
    await stage.begin(page)
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
    await stage.begin(page)
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
    const { page, close } = await stage.open()
    await page.goto(stage.path)
    await page.route(/\.m3u8/, route => route.fulfill({ status: 404 }), { times: 2 })
    await page.locator('.player-start').press('Enter')
    const told = page.locator('.player-message[role=alert]')
    await told.getByText('Le serveur ne donne plus cette vidéo').waitFor()
    await page.unrouteAll()
    await Promise.all([
      page.waitForEvent('load'),
      told.getByRole('button', { name: 'Recharger la page' }).press('Enter')
    ])
    await stage.begin(page)
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
  'a film that plays outlasts a server that is away, and says meanwhile what there is to do',
  async () => {
    const clip = join(stage.folder, 'long.mp4')
    await makeClip(clip, { seconds: 90, size: '426x240', framesPerSecond: 5 })
    const uuid = await stage.publish(clip, { name: 'La longue marche' })
    const { page, close } = await stage.open()
    page.setDefaultTimeout(PATIENCE_MS / 2)
    // As at home, where the network is there and only the server is not. A machine of tests may have none at all.
    await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: true }))
    await page.goto(`/w/${uuid}`)
    await page.locator('.player-start').press('Enter')
    await waitUntilPlayed(page, 0.2)
    await stage.server.kill()
    // Further than is ever fetched in advance.
    await media(page, video => {
      video.currentTime = 84
    })
    await page.getByRole('status').getByText('Vérifiez votre réseau').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await stage.server.start()
    await waitUntilPlayed(page, 84.5)
    expect(await page.locator('.player-waiting').count()).toBe(0)
    await close()
  },
  PATIENCE_MS
)

test(
  'captions are chosen and styled from their menu, drawn, and remembered',
  async () => {
    const { page, complaints, close } = await stage.open()
    await stage.begin(page)
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

    await stage.begin(page)
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
    const { page, complaints, close } = await stage.open()
    await stage.begin(page)
    await page.keyboard.press('k')
    await page.keyboard.press('5')
    await expect.poll(() => stored(page, 'places')).toContain(':3}')
    await page.goto(stage.path)
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
    const { page, complaints, close } = await stage.open()
    await stage.begin(page)
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
    const { page, complaints, requests, close } = await stage.open()
    const files = () => requests.filter(address => address.endsWith('.vtt')).length
    await page.goto(stage.path)
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
