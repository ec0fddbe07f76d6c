/** What people come for, from beginning to end, by keyboard alone and in both languages. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../support/api.ts'
import { openPage } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { LANGUAGES, makeMember, SECRET, signInByKeys } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'

const PATIENCE_MS = 120_000
let stage: Stage
let clip: string

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240' })
  clip = join(stage.folder, 'clip.mp4')
  await makeClip(clip, { seconds: 2, size: '426x240' })
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

/** A member with one film. */
async function aMember(username: string): Promise<string> {
  await makeMember(stage.api, username)
  const api = await signIn(stage.server.origin, username, SECRET)
  const uuid = await api.upload(clip, { name: `Le film de ${username}` })
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  return uuid
}

test.each(LANGUAGES)(
  'a member hears at once what is new, takes everything along and leaves, in %s',
  async (locale, { t }) => {
    const username = `leaver_${locale}`
    const film = await aMember(username)
    const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, { locale })
    const keys = keyboardOf(page)
    await page.goto('/')
    await keys.press(page.getByRole('link', { name: t('site.signIn') }).first())
    await signInByKeys(page, t, username)

    // The film is out.
    await page.getByRole('link', { name: t('site.unread', { count: 1 }) }).waitFor()
    const body = JSON.stringify({ text: 'Bravo' })
    const headers = { 'Content-Type': 'application/json' }
    await page.waitForLoadState('networkidle')
    await stage.api.fetch(`/videos/${film}/comment-threads`, { method: 'POST', headers, body })
    await page
      .getByRole('status')
      .getByText(t('site.unread', { count: 2 }))
      .waitFor()
    await keys.press(page.getByRole('link', { name: t('site.unread', { count: 2 }) }))
    await keys.press(page.getByRole('button', { name: t('member.readAll') }))
    await page
      .getByRole('link', { name: t('mine.notifications.title'), exact: true })
      .first()
      .waitFor()

    await keys.press(page.getByRole('link', { name: t('settings.title') }))
    await keys.press(page.getByRole('button', { name: t('settings.exportAsk') }))
    await page.getByText(t('form.done.archive-asked')).waitFor()
    const download = page.getByRole('link', { name: t('settings.exportGet') })
    await expect
      .poll(() => page.reload().then(() => download.count()), { timeout: PATIENCE_MS / 2, interval: 500 })
      .toBe(1)
    const arrives = page.waitForEvent('download')
    await keys.press(download)
    expect((await arrives).suggestedFilename()).toMatch(/\.zip$/)

    await keys.write(page.getByLabel(t('settings.deleteName', { username })), username)
    await page.keyboard.press('Tab')
    await page.keyboard.type(SECRET)
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText(t('form.done.account-deleted')).waitFor()
    expect((await fetch(`${stage.server.origin}/w/${film}`)).status).toBe(404)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test.each(LANGUAGES)(
  'a member makes a playlist, puts it in order and plays it through, in %s',
  async (locale, { t }) => {
    const username = `keeper_${locale}`
    const own = await aMember(username)
    const other = await stage.publish(clip, { name: 'Un autre film' })
    const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, { locale })
    const keys = keyboardOf(page)
    await page.goto(`/w/${other}`)
    await keys.press(page.getByRole('main').getByRole('link', { name: t('save.save'), exact: true }))
    await signInByKeys(page, t, username)

    await keys.press(page.locator('#save > summary'))
    await keys.write(page.getByLabel(t('save.new')), 'Nos films')
    await page.keyboard.press('Enter')
    await page.getByText(t('save.said.made', { name: 'Nos films' })).waitFor()
    await page.goto(`/w/${own}`)
    await keys.press(page.locator('#save > summary'))
    await keys.press(page.getByRole('button', { name: 'Nos films' }))
    await page.getByText(t('save.said.added', { name: 'Nos films' })).waitFor()

    await keys.press(page.getByRole('link', { name: t('playlists.title'), exact: true }).last())
    await keys.press(page.getByRole('link', { name: 'Nos films', exact: true }))
    const name = `Le film de ${username}`
    await keys.press(page.getByRole('button', { name: t('playlists.handle', { name }) }), 'ArrowUp')
    await page.getByText(t('playlists.moved', { name, position: 1, total: 2 })).waitFor({ state: 'attached' })
    await page.waitForLoadState('networkidle')
    await page.reload()
    await keys.press(page.getByRole('link', { name: t('playlists.watch'), exact: true }))
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await keys.press(page.locator('.player-start'))
    await page.getByRole('heading', { level: 1, name: 'Un autre film' }).waitFor()
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 0.5)
    expect(complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

test.each(LANGUAGES)(
  'a member comments and reports, and a moderator sees to both, in %s',
  async (locale, { t }) => {
    const username = `speaker_${locale}`
    const name = `Un film commenté, ${locale}`
    const film = await stage.publish(clip, { name })
    await makeMember(stage.api, username)
    const member = await openPage(stage.browser, stage.server.origin, { locale })
    const keys = keyboardOf(member.page)
    await member.page.goto(`/w/${film}`)
    await keys.press(member.page.getByRole('link', { name: t('talk.signIn') }))
    await signInByKeys(member.page, t, username)
    await keys.write(member.page.getByLabel(t('talk.write')), 'Achetez mes montres')
    await keys.press(member.page.getByRole('button', { name: t('talk.send') }).first())
    await member.page.getByText('Achetez mes montres', { exact: true }).waitFor()
    await keys.press(member.page.getByRole('link', { name: t('report.link'), exact: true }))
    await keys.write(member.page.getByLabel(t('report.words')), 'Sans autorisation')
    await keys.press(member.page.getByRole('button', { name: t('report.send') }))
    await member.page.getByText('Sans autorisation').first().waitFor()

    const moderator = await openPage(stage.browser, stage.server.origin, { locale })
    const hands = keyboardOf(moderator.page)
    await moderator.page.goto('/login?next=/admin/moderation/abuses')
    await signInByKeys(moderator.page, t, 'root', PASSWORD)
    await hands.press(moderator.page.getByRole('link', { name }))
    await hands.press(moderator.page.getByRole('button', { name: t('mod.accept') }))
    await moderator.page.getByText(t('form.done.report-accepted')).waitFor()
    await hands.press(moderator.page.getByRole('link', { name }))

    await hands.press(moderator.page.locator('.comment-actions summary', { hasText: t('talk.delete') }))
    await hands.press(moderator.page.getByRole('button', { name: t('talk.deleteYes') }))
    await moderator.page.getByRole('heading', { name: t('talk.titleCount', { count: 0 }) }).waitFor()
    await hands.press(moderator.page.locator('#moderate > details > summary'))
    await hands.press(moderator.page.locator('summary', { hasText: t('mod.blockVideo', { name }) }))
    await hands.write(moderator.page.getByLabel(t('mod.reason')), 'Droits')
    await moderator.page.keyboard.press('Enter')
    await moderator.page.getByText(t('moderate.blockedFor', { reason: 'Droits' })).waitFor()
    expect((await fetch(`${stage.server.origin}/w/${film}`)).status).toBeGreaterThanOrEqual(400)
    expect([...member.complaints, ...moderator.complaints]).toEqual([])
    await Promise.all([member.close(), moderator.close()])
  },
  PATIENCE_MS
)
