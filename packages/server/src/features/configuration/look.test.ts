import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTRAST_MIN, GROUNDS, lookPath, lookStylesheet, lowestContrast } from './look.ts'

const TOKENS = readFileSync(new URL('../../../../client/src/styles/tokens.css', import.meta.url), 'utf8')

test('contrast is measured as WCAG does, on the grounds that the pages have', () => {
  const [light, dark] = TOKENS.split('@media screen')
  const groundsIn = (css: string) => [...css.matchAll(/--(?:paper|sheet|sunk): (#\w{6})/g)].map(([, colour]) => colour)
  expect(groundsIn(light!)).toEqual(GROUNDS.accent)
  expect(groundsIn(dark!)).toEqual(GROUNDS.accentDark)
  expect(lowestContrast('accent', '#000000')).toBeCloseTo(16.93, 1)
  expect(lowestContrast('accent', '#9f4424')).toBeGreaterThan(CONTRAST_MIN)
  expect(lowestContrast('accent', '#f0a07f')).toBeLessThan(CONTRAST_MIN)
  expect(lowestContrast('accentDark', '#f0a07f')).toBeGreaterThan(CONTRAST_MIN)
})

test('each theme has its own colour, and keeps its own where none was chosen', () => {
  expect(lookStylesheet({ accent: '', accentDark: '' })).toBeUndefined()
  expect(lookPath({ accent: '', accentDark: '' })).toBeUndefined()
  expect(lookPath({ accent: '#1b5fa8', accentDark: '' })).toBe('/look.css?v=1b5fa8-')
  expect(lookStylesheet({ accent: '#1b5fa8', accentDark: '' })).toBe(
    '@media (prefers-color-scheme: light), print {:root{--accent:#1b5fa8;--accent-hover:#14477e;--on-accent:#ffffff}}\n'
  )
  expect(lookStylesheet({ accent: '', accentDark: '#8ec5ff' })).toBe(
    '@media screen and (prefers-color-scheme: dark) {:root{--accent:#8ec5ff;--accent-hover:#aad4ff;--on-accent:#000000}}\n'
  )
})
