/** Somebody who has no mouse: reaches everything by the Tab key, and sees where they are. */
import type { Locator, Page } from 'playwright-core'

export interface Keyboard {
  /** Goes on from where one is until the focus is there, round the page at most once. @throws Error when no key leads there. */
  reach(target: Locator): Promise<void>
  /** Reaches it, and presses the key that works there. */
  press(target: Locator, key?: string): Promise<void>
  /** Reaches a field and writes over what it holds. */
  write(target: Locator, text: string): Promise<void>
}

const STEPS_MAX = 200

export function keyboardOf(page: Page): Keyboard {
  async function reach(target: Locator): Promise<void> {
    await target.first().waitFor()
    for (let step = 0; step < STEPS_MAX; step++) {
      if (await isFocused(target)) return assertVisible(page)
      await page.keyboard.press('Tab')
    }
    throw new Error(`The Tab key does not lead to ${target}`)
  }

  return {
    reach,
    async press(target, key = 'Enter') {
      await reach(target)
      await page.keyboard.press(key)
    },
    async write(target, text) {
      await reach(target)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    }
  }
}

const isFocused = (target: Locator) =>
  target.evaluateAll(elements => elements.some(element => element === document.activeElement))

/** The focus may be drawn around what holds it. */
async function assertVisible(page: Page): Promise<void> {
  const isSeen = await page.evaluate(() => {
    const focused = document.activeElement
    const around = [focused, focused?.parentElement, focused?.nextElementSibling]
    return around.some(element => {
      if (!element) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    })
  })
  if (!isSeen) throw new Error('The focus is not to be seen')
}
