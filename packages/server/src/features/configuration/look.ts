/** The colours that an administrator gives the pages: whether all is read, and the stylesheet they make. Pure. */
import type { InstanceSettings, LookTheme, MeasuredLook } from '../../contract/index.ts'
import { CONTRAST_MIN, contrast, LINE_CONTRAST_MIN, lowestContrast, mix } from './colours.ts'

export type Look = InstanceSettings['look']

interface Palette {
  readonly paper: string
  readonly sheet: string
  readonly sunk: string
  readonly ink: string
  readonly accent: string
}

/** What comes along: the client's `tokens.css`. */
export const OWN = {
  day: { paper: '#f7f3ec', sheet: '#fffdf9', sunk: '#ede6da', ink: '#2a2723', accent: '#9f4424' },
  night: { paper: '#161b22', sheet: '#1e252e', sunk: '#10151b', ink: '#e8e5df', accent: '#f0a07f' }
} as const satisfies Record<LookTheme, Palette>

/** Nobody chooses these: what went wrong and what went well are read on every ground, text on the ground of faults. */
export const KEPT = {
  day: { fault: '#a3202f', 'fault-sheet': '#fbebea', fine: '#2f6446' },
  night: { fault: '#ff9c98', 'fault-sheet': '#35212a', fine: '#8fd0aa' }
} as const

const SETTINGS = {
  day: { accent: 'accent', ground: 'ground', text: 'text' },
  night: { accent: 'accentDark', ground: 'groundDark', text: 'textDark' }
} as const

const THEMES = ['day', 'night'] as const
const SCREENS = { day: 'screen and (prefers-color-scheme: light)', night: 'screen and (prefers-color-scheme: dark)' }
/** Paper is white, whatever the screen was: on it the day's text is read better still. */
const PAGES = { day: '(prefers-color-scheme: light), print', night: SCREENS.night }

const isChosen = (look: Look, theme: LookTheme) => Object.values(SETTINGS[theme]).some(setting => look[setting] !== '')

/** The themes that something was chosen for, and how well it is read. */
export function measureLook(look: Look): MeasuredLook[] {
  return THEMES.filter(theme => isChosen(look, theme)).map(theme => {
    const { accent, ground, text } = SETTINGS[theme]
    const palette = paletteOf(look, theme)
    const grounds = [palette.paper, palette.sheet, palette.sunk]
    const { 'fault-sheet': faultSheet, fault, fine } = KEPT[theme]
    const onEach = (colour: string) => lowestContrast(colour, [...grounds, faultSheet])
    // Each choice answers for itself: a ground for what comes along and is to be read on it.
    const kept = [fault, fine, ...(look[text] ? [] : [palette.ink]), ...(look[accent] ? [] : [palette.accent])]
    const measured = [
      [accent, onEach(palette.accent)],
      [ground, Math.min(...kept.map(colour => lowestContrast(colour, grounds)))],
      [text, onEach(palette.ink)]
    ] as const
    const colours = measured.flatMap(([setting, lowest]) =>
      look[setting] === '' ? [] : [{ setting, colour: look[setting], lowest, isEnough: lowest >= CONTRAST_MIN }]
    )
    return { theme, grounds, ink: palette.ink, accent: palette.accent, colours }
  })
}

/** @returns Undefined where nothing was chosen; what was not keeps the colour that comes along. */
export function lookStylesheet(look: Look): string | undefined {
  const rules = THEMES.flatMap(theme => {
    const { accent, ground, text } = SETTINGS[theme]
    const palette = paletteOf(look, theme)
    const grounds = look[ground] ? { paper: palette.paper, sheet: palette.sheet, sunk: palette.sunk } : {}
    const texts = look[ground] || look[text] ? textsOf(palette) : {}
    const accents = look[accent] ? accentsOf(palette.accent, theme) : {}
    return [rule(SCREENS[theme], grounds), rule(PAGES[theme], { ...texts, ...accents })]
  })
  return rules.join('') || undefined
}

/** For a page's head: where the stylesheet is, for as long as the colours stay, and the colours around the page. */
export function lookOf(look: Look): { readonly path?: string; readonly papers: Record<LookTheme, string> } {
  const values = THEMES.flatMap(theme => Object.values(SETTINGS[theme]).map(setting => look[setting].slice(1)))
  return {
    ...(values.some(Boolean) && { path: `/look.css?v=${values.join('-')}` }),
    papers: { day: paletteOf(look, 'day').paper, night: paletteOf(look, 'night').paper }
  }
}

function paletteOf(look: Look, theme: LookTheme): Palette {
  const { accent, ground, text } = SETTINGS[theme]
  const chosen = { ...OWN[theme], accent: look[accent] || OWN[theme].accent, ink: look[text] || OWN[theme].ink }
  const paper = look[ground]
  if (!paper) return chosen
  const [raised, sunk] = theme === 'day' ? [0.7, 0.05] : [0.05, 0.25]
  return { ...chosen, paper, sheet: mix(paper, '#ffffff', raised), sunk: mix(paper, '#000000', sunk) }
}

/** Quieter text and lines go towards the ground as far as they are still seen. */
function textsOf({ ink, paper, sheet, sunk }: Palette) {
  const faded = (shares: readonly number[], least: number) =>
    shares.map(share => mix(ink, paper, share)).find(colour => lowestContrast(colour, [paper, sheet, sunk]) >= least)
  return {
    ink,
    'ink-quiet': faded([0.3, 0.25, 0.2, 0.15, 0.1, 0.05], CONTRAST_MIN) ?? ink,
    line: mix(ink, paper, 0.83),
    'line-strong': faded([0.5, 0.4, 0.3, 0.2, 0.1], LINE_CONTRAST_MIN) ?? ink
  }
}

/** The pointer takes it away from the ground. */
function accentsOf(accent: string, theme: LookTheme) {
  const on = contrast(accent, '#ffffff') >= contrast(accent, '#000000') ? '#ffffff' : '#000000'
  return { accent, 'accent-hover': mix(accent, theme === 'day' ? '#000000' : '#ffffff', 0.25), 'on-accent': on }
}

function rule(media: string, values: Readonly<Record<string, string>>): string {
  const properties = Object.entries(values).map(([name, value]) => `--${name}:${value}`)
  return properties.length > 0 ? `@media ${media} {:root{${properties.join(';')}}}\n` : ''
}
