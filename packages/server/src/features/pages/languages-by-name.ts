/** Languages as people write them: their names in French or in English, or their codes. */
import { LANGUAGES } from '../videos/index.ts'

const CODE = /^[a-z]{2,3}(-[a-z0-9]+)*$/i

/** @returns Codes, with commas between; what is no language stays as it was written. */
export function toLanguageCodes(text: string): string {
  const codes = text
    .split(/[,;\n]+/)
    .flatMap(part => codeOf(part) ?? part.trim().split(/\s+/))
    .map(word => codeOf(word) ?? word)
  return [...new Set(codes.filter(Boolean))].join(', ')
}

/** Null where one of them is no code of a language. */
export function readLanguageCodes(text: string): readonly string[] | null {
  const codes = text.split(', ').filter(Boolean)
  return codes.every(code => CODE.test(code)) ? codes : null
}

let known: ReadonlyMap<string, string> | undefined

function codeOf(written: string): string | undefined {
  known ??= new Map([
    ...['en', 'fr'].flatMap(namesIn),
    ...Object.keys(LANGUAGES).map(code => [plain(code), code] as const)
  ])
  return known.get(plain(written))
}

/** Some names stand for two codes, of which the first is meant. */
function namesIn(locale: string): (readonly [name: string, code: string])[] {
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  return Object.entries(LANGUAGES)
    .flatMap(([code, name]) => [[plain(name), code] as const, [plain(names.of(code) ?? name), code] as const])
    .toReversed()
}

/** Neither accents nor capital letters tell languages apart. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
