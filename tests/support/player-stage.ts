/** A short film with captions and chapters, and what is asked of the player that shows it. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openPage, type WatchedPage, waitUntilPlayed } from './browser.ts'
import { makeClip } from './clip.ts'
import { openStage, type Stage } from './stage.ts'

export interface PlayerStage extends Stage {
  /** Of the film's page: six seconds, `Le bal`, with a time in its description. */
  readonly path: string
  /** Of its embed. */
  readonly embed: string
  /** A French page of its own session. */
  open(): Promise<WatchedPage>
  /** Opens the film's page there and plays. */
  begin(page: Page): Promise<void>
}

const CUES =
  'WEBVTT\n\n00:00.000 --> 00:04.900\nBonjour <i>tout le monde</i>\n\n00:05.000 --> 00:05.900\nVive la fête\n'
const CHAPTERS = [
  { timecode: 0, title: 'Accueil' },
  { timecode: 3, title: 'La danse' }
]

export async function openPlayerStage(): Promise<PlayerStage> {
  const stage = await openStage({ COLOMBIER_RESOLUTIONS: '240' })
  const uuid = await publishFilm(stage)
  const path = `/w/${uuid}`
  return {
    ...stage,
    path,
    embed: `/videos/embed/${uuid}`,
    open: () => openPage(stage.browser, stage.server.origin),
    async begin(page) {
      await page.goto(path)
      await page.locator('.player-start').press('Enter')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await waitUntilPlayed(page, 0.2)
    }
  }
}

async function publishFilm({ api, folder, publish }: Stage): Promise<string> {
  const clip = join(folder, 'clip.mp4')
  await makeClip(clip, { seconds: 6, size: '426x240' })
  const uuid = await publish(clip, { name: 'Le bal', description: 'La danse : 0:03' })
  const captions = new FormData()
  captions.set('captionfile', new Blob([CUES], { type: 'text/vtt' }), 'fr.vtt')
  await api.fetch(`/videos/${uuid}/captions/fr`, { method: 'PUT', body: captions })
  await api.fetch(`/videos/${uuid}/chapters`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chapters: CHAPTERS })
  })
  return uuid
}

export const media = <Answer>(page: Page, read: (video: HTMLVideoElement) => Answer) =>
  page.locator('video').evaluate(read)
/** Whole seconds. */
export const at = (page: Page) => media(page, video => Math.round(video.currentTime))
export const isPaused = (page: Page) => media(page, video => video.paused)
/** What is announced to those who do not see it. */
export const said = (page: Page) => page.locator('.player-said')
