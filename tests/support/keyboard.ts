/** Somebody who has no mouse: reaches everything by the Tab key, and sees where they are. */
import type { Locator, Page } from 'playwright-core'

export interface Keyboard {
  /** Goes on from where one is until the focus is there, round the page at most once. @throws Error when no key leads there, or nothing shows that one is. */
  reach(target: Locator): Promise<void>
  /** Reaches it, and presses the key that works there. */
  press(target: Locator, key?: string): Promise<void>
  /** Reaches a field and writes over what it holds. */
  write(target: Locator, text: string): Promise<void>
}

/** How the elements of a locator look, and which of them has the focus. */
interface Looks {
  /** -1 for none. */
  readonly focusedAt: number
  readonly looks: readonly string[]
}

const STEPS_MAX = 200

export function keyboardOf(page: Page): Keyboard {
  async function reach(target: Locator): Promise<void> {
    await target.first().waitFor()
    let before = await target.evaluateAll(readLooks)
    if (before.focusedAt >= 0) before = await stepAside(page, target)
    for (let step = 0; step < STEPS_MAX; step++) {
      await page.keyboard.press('Tab')
      const now = await target.evaluateAll(readLooks)
      if (now.focusedAt >= 0) return assertShown(before, now, target)
      before = now
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

/** One step back, so that the next one leads there again. @returns How it looks without the focus. */
async function stepAside(page: Page, target: Locator): Promise<Looks> {
  await page.keyboard.press('Shift+Tab')
  return target.evaluateAll(readLooks)
}

/** With the focus it has to look otherwise than without: the same element, or what is drawn for it. */
function assertShown(before: Looks, { focusedAt, looks }: Looks, target: Locator): void {
  if (looks[focusedAt] === before.looks[focusedAt]) throw new Error(`The focus is not to be seen on ${target}`)
}

/**
 * Runs in the page. Lines, shadows and grounds of each element, of the label that stands for it, and of what it is in:
 * a card may be framed for the link in it. What nobody can see of them does not count.
 */
function readLooks(elements: readonly Element[]): Looks {
  const isSeen = (element: Element, { clipPath, visibility, opacity }: CSSStyleDeclaration) => {
    const { width, height } = element.getBoundingClientRect()
    return Math.min(width, height) > 2 && clipPath === 'none' && visibility === 'visible' && Number(opacity) > 0
  }
  const lookOf = (element: Element | null | undefined) => {
    const style = element ? getComputedStyle(element) : null
    if (!element || !style || !isSeen(element, style)) return ''
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, border, backgroundColor, backgroundImage } = style
    const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && outlineColor !== 'rgba(0, 0, 0, 0)'
    const outline = isOutlined ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : ''
    return [outline, boxShadow, border, backgroundColor, backgroundImage].join('; ')
  }
  const around = (element: Element) => {
    const parent = element.parentElement
    return [element, element.nextElementSibling, parent, parent?.parentElement, parent?.parentElement?.parentElement]
  }
  return {
    focusedAt: elements.indexOf(document.activeElement!),
    looks: elements.map(element => around(element).map(lookOf).join(' | '))
  }
}
