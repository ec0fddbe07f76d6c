/** The colours that an administrator gives the pages: whether they can be read, and the stylesheet they make. Pure. */
import type { InstanceSettings } from '../../contract/index.ts'

export type Look = InstanceSettings['look']
type Theme = keyof Look

/** What links and buttons stand on: `--paper`, `--sheet` and `--sunk` of the client's `tokens.css`. */
export const GROUNDS: Readonly<Record<Theme, readonly string[]>> = {
  accent: ['#f7f3ec', '#fffdf9', '#ede6da'],
  accentDark: ['#161b22', '#1e252e', '#10151b']
}
/** Of text, as WCAG 2.2 asks on level AA. */
export const CONTRAST_MIN = 4.5

/** How well a colour is read on the ground it is read worst on, from 1 to 21. */
export const lowestContrast = (theme: Theme, colour: string): number =>
  Math.min(...GROUNDS[theme].map(ground => contrast(colour, ground)))

/** @returns Undefined where nothing was chosen. A ground's own colours are used for a theme that has none. */
export function lookStylesheet({ accent, accentDark }: Look): string | undefined {
  const light = accent && `@media (prefers-color-scheme: light), print {${rootOf(accent, '#000000')}}\n`
  const dark = accentDark && `@media screen and (prefers-color-scheme: dark) {${rootOf(accentDark, '#ffffff')}}\n`
  return light || dark ? light + dark : undefined
}

/** Where the stylesheet is, for as long as the colours stay; undefined where nothing was chosen. */
export const lookPath = ({ accent, accentDark }: Look): string | undefined =>
  accent || accentDark ? `/look.css?v=${[accent, accentDark].map(colour => colour.slice(1)).join('-')}` : undefined

/** @param towards Where the pointer takes it: away from the ground. */
function rootOf(accent: string, towards: string): string {
  const on = contrast(accent, '#ffffff') >= contrast(accent, '#000000') ? '#ffffff' : '#000000'
  return `:root{--accent:${accent};--accent-hover:${mix(accent, towards)};--on-accent:${on}}`
}

const channels = (colour: string) => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))

function mix(colour: string, other: string): string {
  const [from, to] = [channels(colour), channels(other)]
  const mixed = from.map((value, at) => Math.round(value * 0.75 + to[at]! * 0.25))
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(value => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
