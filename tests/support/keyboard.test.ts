/** The tests' own keyboard: whether it notices a focus that nobody can see. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { keyboardOf } from './keyboard.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
})
afterAll(() => browser?.close())

/** Framed already, as is what it is in: only a change tells of the focus. */
const show = (style: string) =>
  page.setContent(
    `<style>#card, #link { outline: 1px solid red; box-shadow: 0 0 2px red } ${style}</style>
     <a href="#other">Other</a> <div id="card"><a href="#link" id="link">Link</a></div>`
  )
const reach = () => keyboardOf(page).reach(page.locator('#link'))

test.each([
  ['the browser’s own outline', '#link:focus-visible { outline: revert }'],
  ['a ground of its own', '#link:focus { background: yellow }'],
  ['a frame around what it is in', '#card:has(:focus-visible) { outline: 3px solid blue }']
])('a focus is seen by %s', async (_, style) => {
  await show(style)
  await reach()
  // Being there already is no way around it.
  await reach()
})

test.each([
  ['looks as before', ''],
  ['has a line without colour', '#link { outline: none } #link:focus { outline: 3px solid transparent }'],
  ['frames what is cut away', '#link { clip-path: inset(50%) } #link:focus { outline: 3px solid blue }']
])('a focus is missed that %s', async (_, style) => {
  await show(style)
  await expect(reach()).rejects.toThrow('The focus is not to be seen')
  await page.locator('#link').focus()
  await expect(reach()).rejects.toThrow('The focus is not to be seen')
})
