/** A member sends two films, and finishes one after the tab was closed: by keyboard alone and in both languages. */
import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, openTab, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { LANGUAGES, makeMember, signInByKeys } from '../support/journey.ts'
import { keyboardOf } from '../support/keyboard.ts'
import { openStage, type Stage } from '../support/stage.ts'

const PATIENCE_MS = 180_000
/** Of the first piece that the page sends, and of what is added to a small film so that it takes more than one. */
const PIECE_BYTES = 4 * 1024 * 1024
const PADDING_BYTES = 2 * PIECE_BYTES
let stage: Stage
let large: string
let small: string

beforeAll(async () => {
  stage = await openStage({ COLOMBIER_RESOLUTIONS: '240' })
  large = join(stage.folder, 'Le grand film.mp4')
  small = join(stage.folder, 'Le petit film.mp4')
  await Promise.all([large, small].map(path => makeClip(path, { seconds: 2, size: '426x240' })))
  await pad(large)
}, PATIENCE_MS)
afterAll(() => stage?.close(), PATIENCE_MS)

test.each(LANGUAGES)(
  'two films are sent, the first of them in two goes, in %s',
  async (locale, { t }) => {
    const username = `sender_${locale}`
    await makeMember(stage.api, username)
    const { page, complaints, close } = await openPage(stage.browser, stage.server.origin, { locale })
    const line = await layLine(page.context())
    await page.goto('/login?next=/videos/upload')
    await signInByKeys(page, t, username)
    await choose(page)
    await keyboardOf(page).press(page.getByRole('button', { name: t('upload.sendAll') }))
    await page.getByText(t('upload.retrying')).waitFor()
    await page.getByText(t('upload.queued')).waitFor()
    const { size } = await stat(large)
    expect(line.pieces()).toEqual([`bytes 0-${PIECE_BYTES - 1}/${size}`])
    // A lost line is said in the console by the browser itself.
    expect(complaints.every(complaint => complaint.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
    await page.close()
    line.mend()

    const again = await openTab(page.context(), stage.server.origin)
    await again.page.goto('/videos/upload')
    await again.page.getByText(t('upload.unfinishedHint')).waitFor()
    await choose(again.page)
    await again.page.getByText(t('upload.resumes')).waitFor()
    const keys = keyboardOf(again.page)
    await keys.press(again.page.getByRole('button', { name: t('upload.sendAll') }))
    const ready = again.page.getByRole('link', { name: t('upload.watch') })
    await expect.poll(() => ready.count(), { timeout: PATIENCE_MS / 2 }).toBe(2)
    const resumed = line.pieces().slice(1)
    expect(resumed[0]).toMatch(new RegExp(`^bytes ${PIECE_BYTES}-\\d+/${size}$`))
    expect(resumed.filter(piece => piece.startsWith('bytes 0-'))).toHaveLength(1)

    for (const name of ['Le grand film', 'Le petit film']) {
      await again.page.goto(`/a/${username}`)
      await keys.press(again.page.getByRole('link', { name, exact: true }).first())
      await keys.press(again.page.locator('.player-start'))
      await waitUntilPlayed(again.page, 0.5)
    }
    const { data } = await stage.api.json<{ data: { name: string }[] }>(`/accounts/${username}/videos`)
    expect(data.map(({ name }) => name).sort()).toEqual(['Le grand film', 'Le petit film'])
    expect(again.complaints).toEqual([])
    await close()
  },
  PATIENCE_MS
)

async function choose(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await keyboardOf(page).press(page.locator('#upload-files:enabled'))
  await (await chooser).setFiles([large, small])
}

/** The line is cut when the second piece of a film is to be sent, and stays so until it is mended. */
async function layLine(context: BrowserContext) {
  let isDown = false
  let wasCut = false
  const pieces: string[] = []
  await context.route(/\/videos\/upload-resumable/, async route => {
    const piece = (await route.request().headerValue('content-range')) ?? ''
    if (!wasCut && /^bytes [1-9]/.test(piece)) isDown = wasCut = true
    if (isDown) return route.abort('internetdisconnected')
    if (/^bytes \d/.test(piece)) pieces.push(piece)
    return route.continue()
  })
  return {
    /** Those that were let through. */
    pieces: () => pieces,
    mend: () => {
      isDown = false
    }
  }
}

/** An empty box at the end of an MP4 is no part of the film (ISO 14496-12 §8.1.2). */
async function pad(path: string): Promise<void> {
  const box = Buffer.alloc(PADDING_BYTES)
  box.writeUInt32BE(PADDING_BYTES)
  box.write('free', 4)
  await appendFile(path, box)
}
