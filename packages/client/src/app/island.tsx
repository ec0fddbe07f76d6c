/** Wakes up the parts of a page that the server wrote and that answer to the viewer. */
import type { Locale } from '@colombier/server/contract'
import { type ComponentChild, hydrate, render } from 'preact'
import type { Messages } from '../i18n/en.ts'
import { createI18n, type I18n, I18nContext } from '../i18n/i18n.ts'

interface PageData<Data> {
  readonly locale: Locale
  readonly messages: Partial<Messages>
  readonly data: Data
}

/** What the server wrote for this page's islands. */
export function readPage<Data>(): { readonly data: Data; readonly i18n: I18n } {
  const { locale, messages, data } = JSON.parse(document.getElementById('page-data')!.textContent) as PageData<Data>
  return { data, i18n: createI18n(locale, messages) }
}

export function wake(id: string, i18n: I18n, island: ComponentChild): void {
  const root = document.getElementById(id)
  if (!root) return
  hydrate(<I18nContext.Provider value={i18n}>{island}</I18nContext.Provider>, root)
  awake.add(root)
}

const awake = new Set<Element>()

/** Before others take their place: what listens to the whole page lets go of it. */
export function sleepAll(): void {
  for (const root of awake) render(null, root)
  awake.clear()
}
