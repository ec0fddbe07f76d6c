import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, signInOnPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'

let stage: Stage
let server: Stage['server']
let browser: Stage['browser']
let api: Stage['api']
let folder: string

/** A busy machine may have other videos to make first. */
const PATIENCE_MS = 240_000
const EMBED_API = createRequire(import.meta.url)
  .resolve('@peertube/embed-api')
  .replace('dist/player.js', 'build/player.min.js')
const CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome\n'

beforeAll(async () => {
  stage = await openStage()
  ;({ server, browser, api, folder } = stage)
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

test(
  'a member uploads a video in French and a viewer watches it while it is still transcoded',
  async () => {
    const clip = join(folder, 'Assemblée générale.mp4')
    await makeClip(clip, { seconds: 13, size: '1280x720', isNoisy: true })
    const member = await openPage(browser, server.origin)
    await signInOnPage(member.page, 'root', PASSWORD)
    await member.page.getByRole('link', { name: 'Envoyer', exact: true }).click()
    await member.page.setInputFiles('#upload-files:enabled', clip)
    expect(await member.page.getByLabel('Titre', { exact: true }).inputValue()).toBe('Assemblée générale')
    await member.page.getByText('Plus de détails').click()
    await member.page.getByLabel('Publier seulement quand toutes les qualités sont prêtes').uncheck()
    await member.page.getByRole('button', { name: 'Envoyer', exact: true }).click()
    await member.page.getByText('Sous-titres et chapitres').click()
    const captions = { name: 'ag.en.vtt', mimeType: 'text/vtt', buffer: Buffer.from(CAPTIONS) }
    await member.page.getByLabel('Fichiers de sous-titres').setInputFiles(captions)
    await member.page.getByLabel('Chapitres').fill('0:00 Accueil\n0:05 Bilan')
    const watchLink = member.page.getByRole('link', { name: 'Regarder la vidéo' })
    // Its first piece has to be made.
    await watchLink.waitFor({ timeout: PATIENCE_MS / 2 })
    const path = await watchLink.getAttribute('href')

    const viewer = await openPage(browser, server.origin)
    await viewer.page.goto('/')
    await viewer.page.getByRole('link', { name: 'Assemblée générale' }).first().click()
    expect(new URL(viewer.page.url()).pathname).toBe(path)
    expect(viewer.requests.filter(isMedia)).toEqual([])

    await viewer.page.getByRole('button', { name: 'Lire Assemblée générale' }).click()
    await waitUntilPlayed(viewer.page, 2)
    const { uuid } = await api.json<{ uuid: string }>(`/videos/${path?.split('/').at(-1)}`)
    await saveExtras(member.page)
    expect(await api.json(`/videos/${uuid}/captions`)).toMatchObject({ data: [{ language: { id: 'en' } }] })
    expect(await api.json(`/videos/${uuid}/chapters`)).toMatchObject({
      chapters: [{ title: 'Accueil' }, { timecode: 5 }]
    })
    expect((await api.transcoding(uuid)).status).toBe('running')
    expect([...member.complaints, ...viewer.complaints]).toEqual([])

    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    const { streamingPlaylists } = await api.video(uuid)
    expect(streamingPlaylists[0]?.files.map(file => file.resolution.label)).toEqual(['720p', '480p', '360p', '240p'])
    await Promise.all([member.close(), viewer.close()])
  },
  PATIENCE_MS
)

test(
  'without JavaScript the page reads whole and the video plays',
  async () => {
    const clip = join(folder, 'short.mp4')
    await makeClip(clip, { seconds: 6 })
    const uuid = await api.upload(clip, { name: 'Sans script', description: '**Lisible** par tous' })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')

    const { page, complaints, close } = await openPage(browser, server.origin, { javaScriptEnabled: false })
    await page.goto(`/videos/watch/${uuid}`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sans script')
    expect(await page.locator('strong', { hasText: 'Lisible' }).count()).toBe(1)
    const video = page.locator('video')
    await video.focus()
    await page.keyboard.press('Space')
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { timeout: 20_000 })
      .toBeGreaterThan(1)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a video for members alone stays closed to others, files included',
  async () => {
    const clip = join(folder, 'private.mp4')
    await makeClip(clip, { seconds: 4 })
    const uuid = await api.upload(clip, { name: 'Réunion interne', privacy: '4' })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    const { streamingPlaylists } = await api.video(uuid)
    const fileUrl = streamingPlaylists[0]!.files[0]!.fileUrl

    expect((await fetch(`${server.origin}/w/${uuid}`)).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(fileUrl)).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(fileUrl.replace('/private/', '/'))).status).toBeGreaterThanOrEqual(400)

    const member = await openPage(browser, server.origin)
    await signInOnPage(member.page, 'root', PASSWORD)
    await member.page.goto(`/w/${uuid}`)
    await member.page.getByRole('button', { name: 'Lire Réunion interne' }).click()
    await waitUntilPlayed(member.page, 1)
    expect(member.complaints).toEqual([])
    await member.close()
  },
  PATIENCE_MS
)

test(
  'a protected video opens with its password, in a page and in an embed',
  async () => {
    const clip = join(folder, 'protected.mp4')
    await makeClip(clip, { seconds: 4 })
    const uuid = await api.upload(clip, { name: 'Répétition', privacy: '5', 'videoPasswords[0]': 'colombe' })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')

    for (const path of [`/w/${uuid}`, `/videos/embed/${uuid}`]) {
      const { page, close } = await openPage(browser, server.origin)
      await page.goto(path)
      await page.fill('[name=password]', 'corbeau')
      await page.press('[name=password]', 'Enter')
      await page.getByText('Ce n’est pas le bon mot de passe').waitFor()
      await page.fill('[name=password]', 'colombe')
      await page.press('[name=password]', 'Enter')
      await page.getByRole('button', { name: 'Lire Répétition' }).click()
      await waitUntilPlayed(page, 1)
      await close()
    }

    // Another site that knows the password gives it by PeerTube's own embed API.
    const { page, close } = await openPage(browser, server.origin)
    await page.setContent(
      `<iframe src="${server.origin}/videos/embed/${uuid}?api=1" width="640" height="360"></iframe>`
    )
    await page.frameLocator('iframe').getByLabel('Mot de passe de la vidéo').waitFor()
    await page.addScriptTag({ path: EMBED_API })
    await page.evaluate(async () => {
      const { PeerTubePlayer } = window as unknown as { PeerTubePlayer: new (frame: Element) => EmbedApi }
      const player = new PeerTubePlayer(document.querySelector('iframe')!)
      await player.setVideoPassword('colombe')
      await player.ready
      await player.play()
    })
    const video = page.frameLocator('iframe').locator('video')
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { timeout: 30_000 })
      .toBeGreaterThan(1)
    await close()
  },
  PATIENCE_MS
)

interface EmbedApi {
  readonly ready: Promise<void>
  setVideoPassword(password: string): Promise<void>
  play(): Promise<void>
}

/** By themselves when they were given in time; a short film may be there first. */
async function saveExtras(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Enregistrer les sous-titres et les chapitres' })
  if (await button.isVisible()) await button.click()
  await page.getByText('Les sous-titres et les chapitres sont enregistrés.').waitFor()
}

test(
  'a member replaces the file of a video by keyboard, and its viewers see the former one until then',
  async () => {
    const [former, next] = [join(folder, 'first cut.mp4'), join(folder, 'second cut.mp4')]
    await makeClip(former, { seconds: 2 })
    await makeClip(next, { seconds: 4 })
    const uuid = await api.upload(former, { name: 'Le montage' })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    const { page, complaints, close } = await openPage(browser, server.origin)
    const keys = keyboardOf(page)
    await signInOnPage(page, 'root', PASSWORD)
    await page.goto(`/videos/update/${uuid}/files`)
    expect(await page.locator('#replacement').count()).toBe(0)
    await allowReplacing()
    await page.reload()

    const chooser = page.waitForEvent('filechooser')
    await keys.press(page.locator('#replacement:enabled'))
    await (await chooser).setFiles(next)
    const before = await api.video(uuid)
    await keys.press(page.getByRole('button', { name: 'Remplacer le fichier' }))
    await page.getByRole('heading', { name: 'Le nouveau fichier est là' }).waitFor()
    const meanwhile = await api.video(uuid)
    expect(meanwhile.inputFileUpdatedAt).not.toBeNull()
    expect((await fetch(before.streamingPlaylists[0]!.files[0]!.fileUrl)).status).toBe(200)
    await page.getByText('La vidéo est prête').waitFor({ timeout: PATIENCE_MS / 2 })
    await keys.press(page.getByRole('link', { name: 'Montrer ce qu’il y a maintenant' }))
    await page.getByText('second cut.mp4').waitFor()
    expect((await api.video(uuid)).duration).toBe(4)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

async function allowReplacing(): Promise<void> {
  const body = JSON.stringify({ videoFile: { update: { enabled: true } } })
  const headers = { 'content-type': 'application/json' }
  expect((await api.fetch('/config/custom', { method: 'PUT', headers, body })).status).toBe(200)
}

const isMedia = (path: string) => /\.(m3u8|mp4)$|hls-/.test(path)
