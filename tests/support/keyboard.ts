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
    if (await isFocused(target)) return
    const looks = await target.evaluateAll(lookOf)
    for (let step = 0; step < STEPS_MAX; step++) {
      await page.keyboard.press('Tab')
      if (!(await isFocused(target))) continue
      const focused = await target.evaluateAll(lookOf)
      // Whatever else has changed meanwhile, one of them looks as it did not before.
      if (focused.every(look => looks.includes(look))) throw new Error(`The focus on ${target} is not to be seen`)
      return
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

/** In the page. All that a focus may be shown by, on the element, beside it, and on the card that holds it. */
function lookOf(elements: readonly Element[]): string[] {
  const AROUND_MAX = 6
  return elements.map(element => {
    const around = [element, element.nextElementSibling]
    for (let above = element.parentElement; above && around.length < AROUND_MAX; above = above.parentElement)
      around.push(above)
    const looks = around.map(one => {
      if (!one) return ''
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
        getComputedStyle(one)
      const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`
      return `${outline} ${boxShadow} ${borderColor} ${backgroundColor}`
    })
    return looks.join('\n')
  })
}
