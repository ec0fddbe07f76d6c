/** What all journeys share: they are made in both languages, and without a mouse. */
import type { Page } from 'playwright-core'
import { en } from '../../packages/client/src/i18n/en.ts'
import { fr } from '../../packages/client/src/i18n/fr.ts'
import { createI18n } from '../../packages/client/src/i18n/i18n.ts'
import type { Api } from './api.ts'
import { keyboardOf } from './keyboard.ts'

/** For `test.each`: the language of the browser, and its words. */
export const LANGUAGES = [
  ['fr', createI18n('fr', fr)],
  ['en', createI18n('en', en)]
] as const

export type Words = (typeof LANGUAGES)[number][1]['t']

/** A member's password. */
export const SECRET = 'une longue phrase'

/** On a page that shows the form for it. */
export async function signInByKeys(page: Page, t: Words, username: string, password = SECRET): Promise<void> {
  const keys = keyboardOf(page)
  await keys.write(page.getByLabel(t('signIn.username')), username)
  await keys.write(page.getByLabel(t('signIn.password'), { exact: true }), password)
  await page.keyboard.press('Enter')
  await page.waitForURL(({ pathname }) => pathname !== '/login')
}

/** A member with `SECRET`, made by an administrator. */
export async function makeMember(api: Api, username: string): Promise<void> {
  const made = await api.fetch('/users', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: SECRET, email: `${username}@example.org`, role: 2 })
  })
  if (!made.ok) throw new Error(`No account for ${username}: ${await made.text()}`)
}
