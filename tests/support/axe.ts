/** What axe-core finds on a page, in words that lead to the fault. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

export const AXE_FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Beyond what axe runs by itself. */
const MORE_RULES = { 'target-size': { enabled: true } }

export interface AxeOptions {
  /** These alone, where the others cannot have changed. */
  readonly rules?: readonly string[]
}

/**
 * Puts axe into the page, once for each document.
 *
 * @param url Where the page's own server has `AXE_FILE`: it is compiled once then, and not for each page. Otherwise it
 * goes past the Content-Security-Policy, as a debugger does.
 */
export async function loadAxe(page: Page, url?: string): Promise<void> {
  if (url) await page.addScriptTag({ url })
  else await page.evaluate(readFileSync(AXE_FILE, 'utf8'))
}

/** @param page In which axe is, see `loadAxe`. */
export async function runAxe(page: Page, { rules }: AxeOptions = {}): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    preload: false,
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : { rules: MORE_RULES })
  }
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, any }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 160)} ${reason(any)}`)
  )
}

/** Loads axe and runs all of it. */
export async function findBarriers(page: Page): Promise<string[]> {
  await loadAxe(page)
  return runAxe(page)
}

const reason = (checks: readonly { readonly message: string }[]) => checks.map(({ message }) => message).join('; ')
