/** kill -9 while a mail is handed over, and while an archive is written. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { STORAGE } from '@colombier/transcoder/contract'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { UserExport } from '../../packages/server/src/contract/index.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type Api, signIn } from '../support/api.ts'
import { makeClip } from '../support/clip.ts'
import { startSmtp, type TestSmtp } from '../support/smtp.ts'
import { type RunningTestServer, startTestServer } from '../support/start-server.ts'
import { openServersDatabase } from './whole.ts'

const run = promisify(execFile)
const PATIENCE_MS = 180_000
const WAIT = { timeout: 60_000, interval: 50 }
/** Of the film that the archive holds: it takes long enough to be interrupted. */
const LARGE_BYTES = 300_000_000
const MAILS = 12
const COMPLETED = 3

let folder: string
let smtp: TestSmtp
let server: RunningTestServer
let api: Api
let db: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-letters-'))
  smtp = await startSmtp()
  server = await startTestServer({ env: { COLOMBIER_SMTP: smtp.url, COLOMBIER_RESOLUTIONS: '240' } })
  api = await signIn(server.origin)
  db = openServersDatabase(server.dataFolder)
}, PATIENCE_MS)

afterAll(async () => {
  await db?.close()
  await server?.close()
  await smtp?.close()
  await rm(folder, { recursive: true, force: true })
}, PATIENCE_MS)

beforeEach(() => {
  smtp.received.length = 0
})

async function killAndStart(): Promise<void> {
  await server.kill()
  await server.start()
}

const queueMails = (count: number) =>
  db.query(
    `INSERT INTO mail (recipient, subject, body)
     SELECT 'ada@x.example', 'Mail ' || n, 'Bonjour.' FROM generate_series(1, $1::int) n`,
    [count]
  )
const waitingMails = async () =>
  (await db.query<{ count: number }>('SELECT count(*)::int AS count FROM mail')).rows[0]!.count

/** Nobody waits the minutes after which what a dead server held is taken up. */
const endLeases = async () => {
  await db.query('UPDATE mail SET due_at = now()')
  await db.query("UPDATE user_export SET leased_until = '-infinity'")
}

const received = (header: 'Subject' | 'Message-ID') =>
  smtp.received.map(({ data }) => new RegExp(`^${header}: (.*)\r$`, 'm').exec(data)?.[1])
const names = Array.from({ length: MAILS }, (_, index) => `Mail ${index + 1}`)

test('of many mails, each arrives once when the server dies before one is taken', async () => {
  smtp.fallSilent('before it is taken')
  await queueMails(MAILS)
  await vi.waitFor(() => expect(smtp.isSilent()).toBe(true), WAIT)
  await killAndStart()
  await endLeases()
  await vi.waitFor(async () => expect(await waitingMails()).toBe(0), WAIT)
  expect(received('Subject').toSorted()).toEqual(names.toSorted())
})

test('the one that was taken without a word of it comes again under its own name, and no other does', async () => {
  smtp.fallSilent('after it is taken')
  await queueMails(MAILS)
  await vi.waitFor(() => expect(smtp.received).toHaveLength(1), WAIT)
  await killAndStart()
  await endLeases()
  await vi.waitFor(async () => expect(await waitingMails()).toBe(0), WAIT)
  expect(smtp.received).toHaveLength(MAILS + 1)
  expect(new Set(received('Subject'))).toEqual(new Set(names))
  // By which a mail program, or the server it is sent to, knows that it has it already.
  expect(new Set(received('Message-ID')).size).toBe(MAILS)
})

test(
  'an archive whose server dies twice is made whole, told of once, and leaves no torn file',
  async () => {
    const clip = join(folder, 'clip.mp4')
    await makeClip(clip, { seconds: 2 })
    const uuid = await api.upload(clip, { name: 'Kept for years' })
    await api.waitForTranscoding(uuid, ({ status }) => status === 'done')
    await growLargestRendition(uuid)

    const { id: userId } = await api.json<{ id: number }>('/users/me')
    const path = `/users/${userId}/exports`
    const body = JSON.stringify({ withVideoFiles: true })
    await api.json(`${path}/request`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    for (let time = 0; time < 2; time++) {
      await vi.waitFor(async () => expect(await bytesWritten()).toBeGreaterThan(1_000_000), { ...WAIT, interval: 5 })
      await server.kill()
      expect(await stateOfArchive()).not.toBe(COMPLETED)
      await server.start()
      await endLeases()
    }
    const made = await vi.waitFor(async () => {
      const { data } = await api.json<{ data: UserExport[] }>(path)
      expect(data).toMatchObject([{ state: { id: COMPLETED } }])
      return data[0]!
    }, WAIT)

    const archive = join(folder, 'archive.zip')
    const answer = await fetch(made.privateDownloadUrl!)
    await writeFile(archive, answer.body!)
    expect((await stat(archive)).size).toBe(made.size)
    expect(made.size).toBeGreaterThan(LARGE_BYTES)
    expect((await run('python3', ['-m', 'zipfile', '-t', archive])).stdout).toContain('Done testing')
    expect(await archives()).toHaveLength(1)
    await vi.waitFor(async () => expect(await waitingMails()).toBe(0), WAIT)
    expect(smtp.received.filter(({ data }) => data.includes('/my-account/'))).toHaveLength(1)
  },
  PATIENCE_MS
)

async function stateOfArchive(): Promise<number | undefined> {
  return (await db.query<{ state: number }>('SELECT state FROM user_export')).rows[0]?.state
}

const archives = () => readdir(join(server.dataFolder, STORAGE.exports)).catch(() => [])

/** Into the archive that is being made. */
async function bytesWritten(): Promise<number> {
  const { rows } = await db.query<{ name: string | null }>('SELECT file_name AS name FROM user_export')
  const path = join(server.dataFolder, STORAGE.exports, rows[0]?.name ?? '')
  return rows[0]?.name ? ((await stat(path).catch(() => undefined))?.size ?? 0) : 0
}

/** By bytes that the disk need not hold. */
async function growLargestRendition(uuid: string): Promise<void> {
  const { rows } = await db.query<{ key: string }>(
    `SELECT uuid || '/' || file_name AS key FROM video_file JOIN video ON video.id = video_id WHERE uuid = $1`,
    [uuid]
  )
  await truncate(join(server.dataFolder, STORAGE.hls, rows[0]!.key), LARGE_BYTES + 1)
}
