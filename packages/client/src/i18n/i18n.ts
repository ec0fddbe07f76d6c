import type { Locale } from '@colombier/server/contract'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { MessageKey, Messages } from './en.ts'
import { createFormats, type Formats, once } from './format.ts'

export interface I18n extends Formats {
  readonly locale: Locale
  /** Numbers are written as the language writes them; `count` chooses between the singular and the plural. */
  t(key: MessageKey, values?: Record<string, string | number>): string
}

/**
 * @param messages Whole on the server. In the browser only those of the page's islands, which the server wrote into
 *   the page: a language costs no request of its own.
 */
export function createI18n(locale: Locale, messages: Partial<Messages>): I18n {
  const formats = createFormats(locale)
  const plurals = once(() => new Intl.PluralRules(locale))
  return {
    locale,
    ...formats,
    t(key, values = {}) {
      const message = messages[key] ?? key
      const chosen =
        typeof message === 'string'
          ? message
          : message[plurals().select(Number(values['count'] ?? 0)) === 'one' ? 'one' : 'other']
      return chosen.replace(/\{(\w+)\}/g, (hole, name: string) => {
        const value = values[name]
        return value === undefined ? hole : typeof value === 'number' ? formats.number(value) : value
      })
    }
  }
}

/** The messages whose keys begin with one of these prefixes, to be written into the page. */
export function selectMessages(messages: Messages, prefixes: readonly string[]): Partial<Messages> {
  const chosen = Object.entries(messages).filter(([key]) => prefixes.some(prefix => key.startsWith(prefix)))
  return Object.fromEntries(chosen) as Partial<Messages>
}

export const I18nContext = createContext<I18n | null>(null)

export function useI18n(): I18n {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('No language: wrap the tree in I18nContext.Provider')
  return i18n
}
