/** Who looks after a server, and who asks them for something: reports, settings, a film's words. Without JavaScript. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, signInOnPage } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'

const PATIENCE_MS = 120_000
const BEA = 'une longue phrase'
let stage: Stage
let path: string
let editPath: string

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240', COLOMBIER_REGISTRATION: 'open' })
  const clip = join(stage.folder, 'clip.mp4')
  await makeClip(clip, { seconds: 2, size: '426x240' })
  const uuid = await stage.publish(clip, { name: 'Fête du village' })
  path = `/w/${uuid}`
  editPath = `/videos/update/${uuid}`
  await stage.api.fetch('/users', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'bea', password: BEA, email: 'bea@example.org', role: 2 })
  })
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

async function openAs(username: string, password: string) {
  const opened = await openPage(stage.browser, stage.server.origin, { javaScriptEnabled: false })
  await signInOnPage(opened.page, username, password)
  return opened
}

test(
  'what a member reports is decided by a moderator, who writes back',
  async () => {
    const bea = await openAs('bea', BEA)
    await bea.page.goto(path)
    await bea.page.getByRole('link', { name: 'Signaler', exact: true }).first().click()
    await bea.page.getByLabel(/Vie privée/).check()
    await bea.page.getByLabel('Avec vos mots').fill('On me voit sans mon accord.')
    await bea.page.getByRole('button', { name: 'Envoyer le signalement' }).click()
    await bea.page.getByText('Votre signalement est parti').waitFor()
    const report = bea.page.url()

    const root = await openAs('root', PASSWORD)
    await root.page.goto('/admin/moderation/abuses')
    await root.page.getByRole('heading', { name: 'Fête du village' }).getByRole('link').click()
    await root.page.getByLabel('Écrire à la personne qui a signalé').fill('La scène est coupée.')
    await root.page.getByRole('button', { name: 'Envoyer', exact: true }).click()
    await root.page.getByText('Votre message est envoyé').waitFor()
    await root.page.getByRole('button', { name: 'Accepter le signalement' }).click()
    await root.page.getByText('Le signalement est accepté').waitFor()
    const block = root.page.locator('details').filter({ hasText: /Bloquer «\sFête du village\s»/ })
    await block.locator('summary').click()
    await block.getByLabel('Raison').fill('Une personne demande à ne pas être vue.')
    await block.getByRole('button').click()
    await root.page.getByText('La vidéo est bloquée').waitFor()
    expect((await fetch(stage.server.origin + path)).status).toBe(401)

    await bea.page.goto(report)
    await bea.page.getByText('La scène est coupée.').waitFor()
    await bea.page.getByText('Les modérateurs vous ont donné raison').first().waitFor()
    expect((await bea.page.goto('/admin/moderation/abuses'))?.status()).toBe(403)
    await Promise.all([bea.close(), root.close()])
  },
  PATIENCE_MS
)

test(
  'the first administrator is led through the settings, and changes them after seeing what follows',
  async () => {
    const { page, complaints, close } = await openAs('root', PASSWORD)
    await page.goto('/admin/config')
    await page.getByLabel('Nom', { exact: true }).fill('Les Vidéos du pays')
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await page.getByRole('heading', { name: 'Nom' }).waitFor()
    expect(await page.getByRole('banner').textContent()).not.toContain('Les Vidéos du pays')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('banner').getByText('Les Vidéos du pays').waitFor()
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a film is described anew, and its chapters are read on its page',
  async () => {
    const { page, complaints, close } = await openAs('root', PASSWORD)
    await page.goto(editPath)
    await page.locator('[name=name]').fill('Fête du village, le soir')
    await page.locator('main form button[type=submit]').first().click()
    await page.getByRole('main').getByRole('status').waitFor()
    expect((await stage.api.video(path.slice('/w/'.length))).name).toBe('Fête du village, le soir')
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a member says who they are, and what they are told',
  async () => {
    const { page, complaints, close } = await openAs('bea', BEA)
    await page.goto('/my-account/settings')
    await page.getByLabel('Nom que les autres voient').fill('Béatrice')
    await page.getByRole('button', { name: 'Enregistrer' }).first().click()
    await page.getByRole('main').getByRole('status').waitFor()
    await page.getByRole('banner').getByText('Béatrice').waitFor()
    const trail = await stage.api.json<{ user: string; action: string }[]>(
      '/server/audit-logs?startDate=2000-01-01T00:00:00Z'
    )
    const noted = trail.map(({ user, action }) => `${user} ${action}`)
    expect(noted).toEqual(expect.arrayContaining(['bea putUserInfo', 'root putVideo', 'root updateAbuse']))
    expect(noted).toContain('root POST /admin/config/:section')
    await page.goto('/my-account/notifications')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test(
  'a member has pictures of one kind of sensitive videos blurred, and nobody else has',
  async () => {
    for (const [name, nsfwFlags] of [['La bataille', '1'] as const, ['La baignade', '2'] as const])
      await stage.publish(join(stage.folder, 'clip.mp4'), { name, nsfw: 'true', nsfwFlags })
    const { page, complaints, close } = await openAs('bea', BEA)
    await page.goto('/my-account/settings')
    await page.getByLabel('… celles dont le contenu est : violence').selectOption('blur')
    await page.getByRole('region', { name: 'Regarder' }).getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('main').getByRole('status').waitFor()
    const visitor = await openPage(stage.browser, stage.server.origin, { javaScriptEnabled: false })
    const filters = []
    for (const reader of [page, visitor.page])
      for (const name of ['La bataille', 'La baignade']) {
        await reader.goto('/')
        const picture = reader.locator('article', { hasText: name }).locator('img')
        filters.push(await picture.evaluate(image => getComputedStyle(image).filter))
      }
    expect(filters).toEqual([expect.stringContaining('blur('), 'none', 'none', 'none'])
    expect(complaints).toEqual([])
    await visitor.close()
    await close()
  },
  PATIENCE_MS
)
