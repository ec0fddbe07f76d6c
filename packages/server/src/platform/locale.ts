/** Which language a page is written in: the visitor's choice (cookie `lang`), else the browser's, else English. Pure. */
import type { Locale } from '../contract/index.ts'

const LOCALES = ['en', 'fr'] as const satisfies Locale[]
export const LANG_COOKIE = 'lang'

export function asLocale(text: unknown): Locale | undefined {
  return LOCALES.find(locale => locale === text)
}

/** @param acceptLanguage The request header (RFC 9110 section 12.5.4). */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  const chosen = asLocale(cookie)
  if (chosen) return chosen
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 20)
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map(parameter => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wishes.map(({ language }) => asLocale(language)).find(Boolean) ?? 'en'
}

/** Of a request. The cookie counts where the caller has parsed it. */
export function localeOf(req: { headers: { 'accept-language'?: string | undefined } }): Locale {
  return chooseLocale(undefined, req.headers['accept-language'])
}
