/** Somebody moves to another server with all they have, and that server dies while it takes it in. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { UserExport, UserImport } from '../../packages/server/src/contract/index.ts'
import { expectNoStrayFiles, expectWholeVideo, openServersDatabase } from '../crash/whole.ts'
import { type Api, signIn } from '../support/api.ts'
import { openBrowser, openPage, signInOnPage, waitUntilPlayed } from '../support/browser.ts'
import { makeClip } from '../support/clip.ts'
import { PASSWORD, startTestServer } from '../support/start-server.ts'

const PATIENCE_MS = 240_000
const ENV = { COLOMBIER_RESOLUTIONS: '240' }
const FILM = { name: 'Fête du quartier', durationSeconds: 4, resolutions: [240] }
/** More of them, so that there is something left to do whenever the server dies. */
const OTHERS = ['Second film', 'Third film']

let folder: string
afterAll(() => rm(folder, { recursive: true, force: true }))

async function until<T>(ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error('It never came')
    await sleep(5)
  }
}

const myId = async (api: Api) => (await api.json<{ id: number }>('/users/me')).id

async function upload(api: Api, clip: string): Promise<string> {
  const common = { privacy: '1', tags: 'music' }
  const uuid = await api.upload(clip, {
    ...common,
    ...FILM,
    originallyPublishedAt: '2001-02-03T04:05:06.000Z'
  } as never)
  const chapters = { chapters: [{ timecode: 2, title: 'Le bal' }] }
  const headers = { 'Content-Type': 'application/json' }
  await api.fetch(`/videos/${uuid}/chapters`, { method: 'PUT', headers, body: JSON.stringify(chapters) })
  const form = new FormData()
  form.set('captionfile', new Blob(['WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n']), 'fr.vtt')
  await api.fetch(`/videos/${uuid}/captions/fr`, { method: 'PUT', body: form })
  for (const name of OTHERS) await api.upload(clip, { name, privacy: '5', 'videoPasswords[]': 'un mot' })
  await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
  return uuid
}

async function exportAll(api: Api): Promise<Buffer> {
  const id = await myId(api)
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ withVideoFiles: true })
  await api.json(`/users/${id}/exports/request`, { method: 'POST', headers, body })
  const made = await until(async () => {
    const { data } = await api.json<{ data: UserExport[] }>(`/users/${id}/exports`)
    return data[0]!.privateDownloadUrl ?? undefined
  })
  return Buffer.from(await (await fetch(made)).arrayBuffer())
}

/** On the page that members have for it. */
async function send(api: Api, browser: Browser, { origin, archive }: { origin: string; archive: Buffer }) {
  await api.fetch('/config/custom', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ import: { users: { enabled: true } } })
  })
  const { page, complaints, close } = await openPage(browser, origin)
  await signInOnPage(page, 'root', PASSWORD)
  await page.goto('/my-account/import-export')
  const file = { name: 'archive.zip', mimeType: 'application/zip', buffer: archive }
  await page.setInputFiles('#archive-file', file)
  await page.getByRole('button', { name: 'Envoyer l’archive' }).click()
  await page.getByText('Vous pouvez quitter cette page').waitFor()
  expect(complaints).toEqual([])
  await close()
}

test(
  'films come along whole, each once, and play',
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'colombier-archive-'))
    const clip = join(folder, 'clip.mp4')
    await makeClip(clip, { seconds: FILM.durationSeconds })
    const from = await startTestServer({ env: ENV })
    const before = await signIn(from.origin)
    const oldUuid = await upload(before, clip)
    const archive = await exportAll(before)
    await from.close()

    const to = await startTestServer({ env: ENV })
    let api = await signIn(to.origin)
    const browser = await openBrowser()
    await send(api, browser, { origin: to.origin, archive })
    await until(async () => (await readdir(join(to.dataFolder, 'originals'))).length > 0)
    await to.kill()
    await to.start()
    api = await signIn(to.origin)
    const db = openServersDatabase(to.dataFolder)
    // The lease of the server that died need not run out.
    await db.query("UPDATE user_import SET leased_until = '-infinity' WHERE state = 2")
    const userId = await myId(api)
    const done = await until(async () => {
      const latest = await api.json<UserImport>(`/users/${userId}/imports/latest`)
      return latest.state.id > 2 && latest
    })
    expect(done.state.label).toBe('Completed')
    const { success, duplicates, errors } = done.resultSummary!.stats['videos']!
    expect([success + duplicates, errors]).toEqual([1 + OTHERS.length, 0])

    const { data } = await api.json<{ data: { uuid: string; name: string }[] }>('/users/me/videos?sort=createdAt')
    expect(data.map(({ name }) => name).sort()).toEqual([FILM.name, ...OTHERS].sort())
    const { uuid } = data.find(({ name }) => name === FILM.name)!
    expect(uuid).not.toBe(oldUuid)
    expect(await api.video(uuid)).toMatchObject({
      name: FILM.name,
      privacy: { id: 1 },
      tags: ['music'],
      originallyPublishedAt: '2001-02-03T04:05:06.000Z'
    })
    const { chapters } = await api.json<{ chapters: object[] }>(`/videos/${uuid}/chapters`)
    expect(chapters).toEqual([{ timecode: 2, title: 'Le bal' }])
    const captions = await api.json<{ data: { fileUrl: string }[] }>(`/videos/${uuid}/captions`)
    expect(await (await fetch(captions.data[0]!.fileUrl)).text()).toContain('Bonjour')
    const { rows } = await db.query(
      'SELECT password FROM video_password JOIN video ON video.id = video_id WHERE privacy = 5'
    )
    expect(rows).toEqual(OTHERS.map(() => ({ password: 'un mot' })))

    for (const video of data) await api.waitForTranscoding(video.uuid, ({ status }) => status === 'done')
    await expectWholeVideo(db, api, { ...FILM, uuid })
    await expectNoStrayFiles(db, to.dataFolder)
    await db.close()
    const viewer = await openPage(browser, to.origin)
    await viewer.page.goto(`/w/${uuid}`)
    await viewer.page.getByRole('button', { name: `Lire ${FILM.name}` }).click()
    await waitUntilPlayed(viewer.page, 1)
    await signInOnPage(viewer.page, 'root', PASSWORD)
    await viewer.page.goto('/my-account/import-export')
    await viewer.page.getByText('Elle est reprise').waitFor()
    await browser.close()
    await to.close()
  },
  PATIENCE_MS
)
