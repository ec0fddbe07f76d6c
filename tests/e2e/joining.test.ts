/** A server is begun, and somebody joins it: by keyboard alone and in both languages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { LANGUAGES, SECRET, signInByKeys } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { PASSWORD } from '../support/start-server.ts'

const PATIENCE_MS = 120_000

describe.each(LANGUAGES)('in %s', (locale, { t }) => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({}, { isBlank: true })
  }, PATIENCE_MS)
  afterAll(() => stage?.close(), PATIENCE_MS)

  const open = () => openPage(stage.browser, stage.server.origin, { locale })
  const configuration = () =>
    stage.api.json<{ instance: { name: string }; signup: object; transcoding: { resolutions: object } }>(
      '/config/custom'
    )

  test(
    'the first administrator is led through the first steps',
    async () => {
      const { page, complaints, close } = await open()
      const keys = keyboardOf(page)
      await page.goto('/')
      await keys.press(page.getByRole('link', { name: t('site.signIn') }).first())
      await signInByKeys(page, t, 'root', PASSWORD)
      await page.getByRole('heading', { name: t('setup.title') }).waitFor()
      const next = () => keys.press(page.getByRole('button', { name: t('setup.next') }))

      await keys.write(page.getByLabel(t('config.instance.name'), { exact: true }), 'Le colombier du quartier')
      await next()
      await page.getByRole('heading', { name: t('setup.step.registration') }).waitFor()
      await keys.press(page.getByLabel(t('config.signup.enabled')), 'Space')
      await keys.reach(page.getByLabel(t('config.signup.requiresApproval')))
      if (!(await page.getByLabel(t('config.signup.requiresApproval')).isChecked())) await page.keyboard.press('Space')
      await next()
      await page.getByRole('heading', { name: t('setup.step.ladder') }).waitFor()
      await keys.press(page.getByLabel(t('config.transcoding.resolutions.1080p')), 'Space')
      await next()
      await page.getByRole('heading', { name: t('setup.step.privacy') }).waitFor()
      await keys.press(page.getByRole('button', { name: t('setup.skip') }))
      await page.getByRole('heading', { name: t('setup.step.follow') }).waitFor()
      await keys.press(page.getByRole('button', { name: t('setup.finish') }))
      await page.getByRole('heading', { name: t('overview.title') }).waitFor()

      expect(await configuration()).toMatchObject({
        instance: { name: 'Le colombier du quartier' },
        signup: { enabled: true, requiresApproval: true },
        transcoding: { resolutions: { '1080p': false } }
      })
      await page.goto('/')
      expect(new URL(page.url()).pathname).toBe('/')
      expect(complaints).toEqual([])
      await close()
    },
    PATIENCE_MS
  )

  test(
    'somebody asks for an account, is given it, and comes in',
    async () => {
      const [newcomer, team] = await Promise.all([open(), open()])
      const keys = keyboardOf(newcomer.page)
      await newcomer.page.goto('/')
      await keys.press(newcomer.page.getByRole('link', { name: t('site.signUp') }))
      await keys.write(newcomer.page.getByLabel(t('signUp.username'), { exact: true }), 'bea')
      await keys.write(newcomer.page.getByLabel(t('signUp.email'), { exact: true }), 'bea@example.org')
      await keys.write(newcomer.page.getByLabel(t('signUp.password'), { exact: true }), SECRET)
      await keys.write(newcomer.page.getByLabel(t('signUp.reason')), 'Je filme les fêtes du quartier.')
      await keys.press(newcomer.page.locator('#agreed'), 'Space')
      await keys.press(newcomer.page.getByRole('button', { name: t('signUp.ask') }))
      await newcomer.page.getByRole('status').waitFor()

      const hands = keyboardOf(team.page)
      await team.page.goto('/login?next=/admin')
      await signInByKeys(team.page, t, 'root', PASSWORD)
      await hands.press(team.page.getByRole('link', { name: t('attention.registrations', { count: 1 }) }))
      await team.page.getByText('Je filme les fêtes du quartier.').waitFor()
      await hands.press(team.page.locator('summary', { hasText: t('mod.give') }))
      await hands.write(team.page.getByLabel(t('mod.answerNoMail')).first(), 'Bienvenue !')
      await hands.press(team.page.getByRole('button', { name: t('mod.give') }))
      await team.page.getByText('Bienvenue !').waitFor()

      await newcomer.page.goto('/')
      await keys.press(newcomer.page.getByRole('link', { name: t('site.signIn') }).first())
      await signInByKeys(newcomer.page, t, 'bea')
      await keys.press(newcomer.page.locator('.menu > summary').last())
      await newcomer.page.getByRole('link', { name: t('site.myVideos') }).waitFor()
      expect([...newcomer.complaints, ...team.complaints]).toEqual([])
      await Promise.all([newcomer.close(), team.close()])
    },
    PATIENCE_MS
  )
})
