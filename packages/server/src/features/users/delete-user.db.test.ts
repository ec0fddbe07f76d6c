import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STORAGE } from '@colombier/transcoder/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import type { Database } from '../../platform/postgres.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { enqueueMail } from '../mail/index.ts'
import { insertUserWithAccount } from './create-user.ts'
import { type DeleteUserDeps, deleteUser, deleteUsers, finishDeletions } from './delete-user.ts'
import type { CreatedUser } from './user.ts'

/** Stands in everything that the leaving user made. */
const MARK = 'zephyrine'
let database: FreshDatabase
let db: Database
let deps: DeleteUserDeps
let folder: string
let leaving: CreatedUser
let staying: CreatedUser

beforeAll(async () => {
  database = await freshDatabase()
  db = database.db
  folder = await mkdtemp(join(tmpdir(), 'colombier-delete-user-'))
  deps = { db, storage: openDiskStorage(folder), cancelTranscoding: async () => {}, endSessions: async () => {} }
  staying = await makeUser('host')
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  leaving = await makeUser(MARK)
})

const makeUser = (username: string) =>
  db.transaction(tx => insertUserWithAccount(tx, { username, email: `${username}@example.org`, role: 'user' }, 'none'))
const value = async <T>(sql: string, values: readonly unknown[] = []) =>
  Object.values((await db.query(sql, values)).rows[0] ?? {})[0] as T

/** Tables with a row in which the mark stands, once everybody has heard of what happened. */
async function marked(): Promise<string[]> {
  await db.query('DELETE FROM domain_event')
  const { rows } = await db.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
  )
  const found: string[] = []
  for (const { name } of rows)
    if (await value<number>(`SELECT count(*) FROM ${name} t WHERE strpos(t::text, $1) > 0`, [MARK])) found.push(name)
  return found.sort()
}

async function leaveTraces(): Promise<void> {
  const { id, accountId, channelId } = leaving
  const ownVideo = await aVideo(db, channelId, { name: `A film by ${MARK}`, passwords: [MARK] })
  await giveRendition(db, ownVideo)
  const otherVideo = await aVideo(db, staying.channelId)
  const insert = (text: string, ...values: unknown[]) => db.query(`INSERT INTO ${text}`, values)
  await insert(
    `video_comment (id, video_id, account_id, thread_id, text) OVERRIDING SYSTEM VALUE VALUES (1, $1, $2, 1, $3)`,
    ...[otherVideo.id, accountId, `Words of ${MARK}`]
  )
  await insert(
    `video_comment (id, video_id, account_id, thread_id, in_reply_to_id, text) OVERRIDING SYSTEM VALUE
     VALUES (2, $1, $2, 1, 1, 'An answer')`,
    ...[otherVideo.id, staying.accountId]
  )
  await insert("video_rating (video_id, account_id, rating) VALUES ($1, $2, 'like')", otherVideo.id, accountId)
  await insert(
    'playlist (account_id, privacy, display_name, thumbnail_name) VALUES ($1, 1, $2, $3)',
    ...[accountId, `List of ${MARK}`, `${MARK}.jpg`]
  )
  await insert(
    "actor_image (actor_id, kind, width, height, file_name) SELECT actor_id, 'avatar', 48, 48, $2 FROM account WHERE id = $1",
    ...[accountId, `${MARK}.png`]
  )
  await insert(
    "registration (state, reason, username, email, user_id) VALUES (3, 'Please', $2, $2, $1)",
    ...[id, `${MARK}@example.org`]
  )
  await insert(
    "mail_link (token_hash, purpose, user_id, email, expires_at) VALUES ('a', 'verify-email', $1, $2, now())",
    ...[id, `${MARK}@example.org`]
  )
  await insert(
    "user_export (user_id, with_video_files, file_name, expires_at) VALUES ($1, false, $2, 'infinity')",
    ...[id, `${MARK}.zip`]
  )
  await insert('watch_history (user_id, video_id, current_seconds) VALUES ($1, $2, 3)', id, otherVideo.id)
  await enqueueMail(db, { to: `${MARK}@Example.org`, subject: 'Hello', text: 'Words' })
  await writeFile(await fileIn(STORAGE.avatars, `${MARK}.png`), 'picture')
  await writeFile(await fileIn(STORAGE.exports, `${MARK}.zip`), 'archive')
  await writeFile(await fileIn(STORAGE.thumbnails, `${MARK}.jpg`), 'picture')
}

async function fileIn(storageFolder: string, name: string): Promise<string> {
  await mkdir(join(folder, storageFolder), { recursive: true })
  return deps.storage.pathOf(`${storageFolder}/${name}`)
}

test('nothing of a deleted user stays, and what others wrote does', async () => {
  await leaveTraces()
  expect((await marked()).length).toBeGreaterThan(8)
  await deleteUser(deps, { id: leaving.id, username: MARK })

  expect(await marked()).toEqual([])
  expect(await value('SELECT count(*) FROM watch_history')).toBe(0)
  expect(await value('SELECT likes FROM video WHERE channel_id = $1', [staying.channelId])).toBe(0)
  expect(await value('SELECT text FROM video_comment WHERE id = 2')).toBe('An answer')
  const files = await readdir(folder, { recursive: true })
  expect(files.filter(name => name.includes(MARK))).toEqual([])
})

test('several are deleted together or not at all, and whatever happens after that', async () => {
  const other = await makeUser('eve')
  const chosen = [
    { id: leaving.id, username: MARK },
    { id: other.id, username: 'eve' }
  ]
  await expect(deleteUsers(deps, [...chosen, { id: 999, username: 'root' }])).rejects.toThrow('root')
  expect(await value('SELECT count(*) FROM app_user WHERE blocked')).toBe(0)

  await aVideo(db, leaving.channelId)
  const broken = { ...deps, endSessions: () => Promise.reject(new Error('The power went out.')) }
  await expect(deleteUsers(broken, chosen)).rejects.toThrow('power')
  expect(await value('SELECT count(*) FROM app_user WHERE blocked AND deletion_waits')).toBe(2)
  // One that cannot be deleted now keeps nobody waiting.
  const stuck = async (userId: number) => {
    if (userId === leaving.id) throw new Error('The disk is full.')
  }
  await finishDeletions({ ...deps, endSessions: stuck })
  expect(await value("SELECT string_agg(username, ' ') FROM app_user WHERE blocked")).toBe(MARK)
  await finishDeletions(deps)
  expect(await marked()).toEqual([])
  expect(await value('SELECT count(*) FROM app_user')).toBe(1)
})

test('a deletion that was interrupted is finished, whoever asks meanwhile', async () => {
  await aVideo(db, leaving.channelId)
  const broken = { ...deps, endSessions: () => Promise.reject(new Error('The power went out.')) }
  await expect(deleteUser(broken, { id: leaving.id, username: MARK })).rejects.toThrow('power')
  expect(await value('SELECT blocked FROM app_user WHERE id = $1', [leaving.id])).toBe(true)

  // Somebody may still be at it.
  await finishDeletions(deps)
  expect(await value('SELECT count(*) FROM app_user WHERE id = $1', [leaving.id])).toBe(1)
  await db.query("UPDATE app_user SET deletion_began_at = now() - interval '1 hour' WHERE id = $1", [leaving.id])
  await Promise.all([
    finishDeletions(deps),
    finishDeletions(deps),
    deleteUser(deps, { id: leaving.id, username: MARK })
  ])
  expect(await marked()).toEqual([])
  expect(await value('SELECT count(*) FROM app_user')).toBe(1)
})
