import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTRAST_MIN, contrast, LINE_CONTRAST_MIN } from './colours.ts'
import { KEPT, type Look, lookOf, lookStylesheet, measureLook, OWN } from './look.ts'

const TOKENS = readFileSync(new URL('../../../../client/src/styles/tokens.css', import.meta.url), 'utf8')
const NOTHING: Look = { accent: '', accentDark: '', ground: '', groundDark: '', text: '', textDark: '' }

const propertiesIn = (css: string) =>
  Object.fromEntries([...css.matchAll(/--([\w-]+): ?(#\w{6})/g)].map(pair => pair.slice(1)))
const measured = (look: Partial<Look>) => measureLook({ ...NOTHING, ...look }).flatMap(({ colours }) => colours)
const refused = (look: Partial<Look>) => measured(look).flatMap(({ setting, isEnough }) => (isEnough ? [] : [setting]))

test('contrast is measured as WCAG does, against the colours that the pages have', () => {
  const [day, night] = TOKENS.split('@media screen')
  expect(propertiesIn(day!)).toMatchObject({ ...OWN.day, ...KEPT.day })
  expect(propertiesIn(night!)).toMatchObject({ ...OWN.night, ...KEPT.night })
  expect(measured({ accent: '#000000' })).toEqual([
    { setting: 'accent', colour: '#000000', lowest: expect.closeTo(16.93, 1), isEnough: true }
  ])
})

test.each<[Partial<Look>, (keyof Look)[]]>([
  [{ accent: '#9f4424', accentDark: '#f0a07f' }, []],
  [{ accent: '#f0a07f', accentDark: '#9f4424' }, ['accent', 'accentDark']],
  [{ text: '#101010', textDark: '#ffffff' }, []],
  [{ text: '#8a8a8a', textDark: '#606060' }, ['text', 'textDark']],
  [{ ground: '#ffffff', groundDark: '#000000' }, []],
  [{ ground: '#e3f0ff', text: '#0b2545', accent: '#0b4a8f' }, []],
  // What comes along could not be read there, whatever else was chosen.
  [{ ground: '#000000', text: '#ffffff', accent: '#ffffff' }, ['accent', 'ground', 'text']],
  [{ groundDark: '#ffffff' }, ['groundDark']],
  // Each is well, but not together.
  [{ accent: '#a8482a' }, []],
  [{ ground: '#e0e8e0' }, []],
  [{ accent: '#a8482a', ground: '#e0e8e0' }, ['accent']]
])('of %o what cannot be read is refused', (look, expected) => expect(refused(look)).toEqual(expected))

test('what follows from a ground and a text is read, too', () => {
  for (const [ground, text] of [
    ['#ffffff', '#000000'],
    ['#eef4e4', '#4a4a4a'],
    ['#fff5f8', '#5f2b3e']
  ]) {
    const look = { ...NOTHING, ground: ground!, text: text! }
    const of = propertiesIn(lookStylesheet(look)!)
    const grounds = [of['paper']!, of['sheet']!, of['sunk']!]
    const lowest = (name: string) => Math.min(...grounds.map(one => contrast(of[name]!, one)))
    expect(of['paper']).toBe(ground)
    expect(lowest('ink-quiet')).toBeGreaterThanOrEqual(Math.min(CONTRAST_MIN, lowest('ink')))
    expect(lowest('line-strong')).toBeGreaterThanOrEqual(LINE_CONTRAST_MIN)
  }
})

test('each theme has its own colours, keeps those that come along, and is printed on white', () => {
  expect(lookStylesheet(NOTHING)).toBeUndefined()
  expect(lookOf(NOTHING)).toEqual({ papers: { day: OWN.day.paper, night: OWN.night.paper } })
  expect(lookOf({ ...NOTHING, accent: '#1b5fa8', groundDark: '#000000' })).toEqual({
    path: '/look.css?v=1b5fa8----000000-',
    papers: { day: OWN.day.paper, night: '#000000' }
  })
  expect(lookStylesheet({ ...NOTHING, accent: '#1b5fa8' })).toBe(
    '@media (prefers-color-scheme: light), print {:root{--accent:#1b5fa8;--accent-hover:#14477e;--on-accent:#ffffff}}\n'
  )
  expect(lookStylesheet({ ...NOTHING, accentDark: '#8ec5ff' })).toBe(
    '@media screen and (prefers-color-scheme: dark) {:root{--accent:#8ec5ff;--accent-hover:#aad4ff;--on-accent:#000000}}\n'
  )
  const [screen, page] = lookStylesheet({ ...NOTHING, ground: '#ffffff' })!
    .trim()
    .split('\n')
  expect(screen).toBe(
    '@media screen and (prefers-color-scheme: light) {:root{--paper:#ffffff;--sheet:#ffffff;--sunk:#f2f2f2}}'
  )
  expect(page).toMatch(/^@media \(prefers-color-scheme: light\), print \{:root\{--ink:#2a2723;/)
})
