/** What a visitor does on the pages: looks around, searches, joins, takes part; with and without JavaScript. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, signInOnPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { LANGUAGES, SECRET, signInByKeys } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'
import { ADDRESSES, LEADS } from './peertubes-addresses.ts'

let stage: Stage
const paths: string[] = []

const PATIENCE_MS = 120_000

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240', COLOMBIER_REGISTRATION: 'open' })
  const clip = join(stage.folder, 'clip.mp4')
  await makeClip(clip, { seconds: 8, size: '426x240' })
  for (const name of ['Réparer un vélo', 'Greffer un poirier']) paths.push(`/w/${await stage.publish(clip, { name })}`)
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

const open = (options = {}) => openPage(stage.browser, stage.server.origin, options)

test.each(LANGUAGES)(
  'somebody joins, searches, watches, likes, subscribes and comments without JavaScript and mouse, in %s',
  async (locale, { t }) => {
    const username = `bea_${locale}`
    const { page, complaints, close } = await open({ javaScriptEnabled: false, locale })
    const keys = keyboardOf(page)
    await page.goto('/')
    await keys.press(page.getByRole('link', { name: t('site.signUp') }))
    await keys.write(page.getByLabel(t('signUp.username'), { exact: true }), username)
    await keys.write(page.getByLabel(t('signUp.email'), { exact: true }), `${username}@example.org`)
    await keys.write(page.getByLabel(t('signUp.password'), { exact: true }), SECRET)
    await keys.press(page.locator('#agreed'), 'Space')
    await keys.press(page.getByRole('button', { name: t('signUp.make') }))
    await page.getByText(t('signUp.outcome.made')).waitFor()
    await keys.press(page.getByRole('main').getByRole('link', { name: t('signIn.title') }))
    await signInByKeys(page, t, username)

    await keys.write(page.getByRole('searchbox', { name: t('search.field') }), 'velo')
    await page.keyboard.press('Enter')
    await keys.press(page.getByRole('link', { name: 'Réparer un vélo' }))
    const video = page.locator('video')
    await keys.press(video, 'Space')
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { timeout: 30_000 })
      .toBeGreaterThan(1)
    const likes = LANGUAGES.findIndex(([one]) => one === locale)
    await keys.press(page.getByRole('button', { name: t('opinion.like', { count: likes }) }))
    await page.getByRole('button', { name: t('opinion.like', { count: likes + 1 }) }).waitFor()
    await keys.press(page.getByRole('button', { name: t('opinion.subscribe') }))
    await page.getByRole('button', { name: t('opinion.unsubscribe') }).waitFor()
    await keys.write(page.getByLabel(t('talk.write')), `Merci **${locale}** !`)
    await keys.press(page.getByRole('button', { name: t('talk.send') }).first())
    await page.locator('.comment strong', { hasText: locale }).waitFor()
    expect(await page.locator('#visit').isVisible()).toBe(false)

    await page.goto('/videos/subscriptions')
    expect(await page.getByRole('heading', { level: 2 }).count()).toBe(2)
    await page.goto('/about')
    expect(await page.locator('.numbers').textContent()).toMatch(/2\s*(?:Vidéos|Videos)|(?:Vidéos|Videos)\s*2/)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a refused form keeps the reader at what is to be mended, and the film',
  async () => {
    const { page, close } = await open()
    await signInOnPage(page, 'root', PASSWORD)
    await page.goto(paths[0]!)
    await page.evaluate(() => document.body.setAttribute('data-same', 'yes'))
    await page.locator('#save > summary').click()
    await page.getByLabel('Dans une nouvelle liste').fill(' ')
    await page.keyboard.press('Enter')
    await page.locator('#save-name[aria-invalid]:focus').waitFor()
    await page.keyboard.type('Le jardin')
    await page.keyboard.press('Enter')
    await page.locator('#save-said:focus', { hasText: 'Le jardin' }).waitFor()
    expect(await page.locator('body[data-same=yes]').count()).toBe(1)
    await close()
  },
  PATIENCE_MS
)

test(
  'a comment is sent, answered and deleted while the film plays on',
  async () => {
    const { page, complaints, close } = await open()
    await signInOnPage(page, 'root', PASSWORD)
    await page.goto(paths[0]!)
    await page.locator('.player-start').click()
    await waitUntilPlayed(page, 1)
    // Marks this document: a page loaded anew would not have it.
    await page.evaluate(() => document.body.setAttribute('data-same', 'yes'))

    await page.getByLabel('Votre commentaire').fill('À bientôt')
    await page.getByRole('button', { name: 'Envoyer', exact: true }).first().click()
    const own = page.locator('article.comment', { hasText: 'À bientôt' })
    await own.waitFor()
    expect(await own.evaluate(element => element === document.activeElement)).toBe(true)

    await own.getByText('Répondre').click()
    await own.getByLabel('Votre réponse').fill('Oui')
    await own.getByRole('button', { name: 'Envoyer' }).click()
    await page.locator('.comment-replies article', { hasText: 'Oui' }).waitFor()
    await own.getByText('Supprimer', { exact: true }).click()
    await own.getByRole('button', { name: 'Oui, le supprimer' }).click()
    await page.getByText('Ce commentaire a été supprimé.').waitFor()
    expect(await page.locator('body[data-same=yes]').count()).toBe(1)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'the footer says what the visit has brought over the line, the film included',
  async () => {
    const { page, complaints, close } = await open()
    const line = await page.context().newCDPSession(page)
    let sent = 0
    line.on('Network.loadingFinished', ({ encodedDataLength }) => {
      sent += encodedDataLength
    })
    await line.send('Network.enable')
    const counted = () => page.evaluate(() => Number((sessionStorage.getItem('visit') ?? '').split(' ')[0]))
    await page.goto('/')
    await page.goto(paths[0]!)
    await expect.poll(counted).toBeGreaterThan(10_000)
    const before = await counted()
    await page.locator('.player-start').click()
    await waitUntilPlayed(page, 1)
    await expect.poll(counted).toBeGreaterThan(before + 100_000)
    await expect.poll(async () => Math.abs((await counted()) / sent - 1)).toBeLessThan(0.05)
    await page.getByText(/^Reçu pendant cette visite\s: [\d,]+\s[kM]o\.$/).waitFor()
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a playlist plays through, unless the viewer says otherwise',
  async () => {
    const list = await makeList()
    const { page, complaints, close } = await open()
    await page.goto(`/w/p/${list}`)
    await page.locator('.player-start').click()
    await waitUntilPlayed(page, 1)
    const toTheEnd = () =>
      page.locator('video').evaluate((video: HTMLVideoElement) => {
        video.currentTime = video.duration - 0.5
      })
    await toTheEnd()
    await page.getByRole('heading', { level: 1, name: 'Greffer un poirier' }).waitFor()
    await waitUntilPlayed(page, 1)
    expect(page.url()).toContain('playlistPosition=2')
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test('every address of PeerTube’s leads to a page', async () => {
  const { origin } = stage.server
  const uuid = paths[0]!.slice(3)
  const list = await makeList()
  const places = { uuid, list, short: (await stage.api.video(uuid)).shortUUID, host: new URL(origin).host }
  const at = (address: string) => address.replace(/\{(\w+)\}/g, (_, name) => places[name as keyof typeof places])
  const headers = { authorization: `Bearer ${stage.api.token}`, accept: 'text/html', 'accept-language': 'fr' }
  const answers: [string, number][] = []
  for (const address of ADDRESSES) answers.push([address, (await fetch(origin + at(address), { headers })).status])
  expect(answers.filter(([, status]) => status !== 200)).toEqual([])

  const leads: (readonly [string, string | null])[] = []
  for (const [from] of LEADS) {
    const answer = await fetch(origin + at(from), { headers, redirect: 'manual' })
    leads.push([from, answer.headers.get('location')])
  }
  expect(leads).toEqual(LEADS.map(([from, to]) => [from, at(to)]))
})

test('a proxy may keep its connections as long as it does by itself', async () => {
  const answer = await fetch(`${stage.server.origin}/api/v1/ping`)
  expect(answer.headers.get('keep-alive')).toBe('timeout=75')
})

/** @returns The short UUID of a new playlist with both films. */
async function makeList(): Promise<string> {
  const { api } = stage
  const body = playlistForm(api.channelId)
  const { videoPlaylist } = await api.json<{ videoPlaylist: { id: number; shortUUID: string } }>('/video-playlists', {
    method: 'POST',
    body
  })
  for (const path of paths) {
    const element = JSON.stringify({ videoId: path.split('/').at(-1) })
    await api.fetch(`/video-playlists/${videoPlaylist.id}/videos`, {
      method: 'POST',
      body: element,
      headers: { 'content-type': 'application/json' }
    })
  }
  return videoPlaylist.shortUUID
}

function playlistForm(videoChannelId: number): FormData {
  const form = new FormData()
  form.set('displayName', 'Ateliers')
  form.set('privacy', '1')
  form.set('videoChannelId', String(videoChannelId))
  return form
}
