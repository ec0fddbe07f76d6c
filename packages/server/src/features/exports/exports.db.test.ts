import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { asPerson, makePeople, type People } from '../../../../../tests/support/people.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import type { UserExport } from '../../contract/index.ts'
import { problemHandler } from '../../platform/http.ts'
import { doNext } from '../../platform/leased-work.ts'
import { openDiskStorage, type Storage } from '../../platform/storage/disk.ts'
import { exportDownloads, exportRoutes } from './index.ts'
import { exportWork, removeExpiredExports } from './work-exports.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let folder: string
let storage: Storage
let work: ReturnType<typeof exportWork>

const ORIGIN = 'https://here.example'

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-exports-'))
  storage = openDiskStorage(folder)
  for (const name of ['previews', 'originals']) await mkdir(join(folder, name))
  const deps = { db: database.db, storage, origin: ORIGIN, settings: someSettings(), secret: Buffer.alloc(32) }
  work = exportWork({ ...deps, hasMail: true })
  server = await serve(
    express()
      .use(asPerson(people))
      .use('/api/v1', exportRoutes(deps))
      .use(exportDownloads({ ...deps, accelPrefix: undefined }))
      .use(problemHandler)
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

type Name = keyof People

const call = (method: string, path: string, as?: Name, body?: object) =>
  fetch(`${server.origin}/api/v1/users/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(as && { authorization: as }) },
    ...(body && { body: JSON.stringify(body) })
  })
const request = (as: Name | undefined, of: Name = as!, body: object = {}) =>
  call('POST', `${people[of].userId}/exports/request`, as, body)
const list = async (as: Name, of = as) =>
  ((await (await call('GET', `${people[of].userId}/exports`, as)).json()) as { data: UserExport[] }).data
const remove = (as: Name, id: number, of = as) => call('DELETE', `${people[of].userId}/exports/${id}`, as)
const download = ({ privateDownloadUrl }: UserExport) => fetch(privateDownloadUrl!.replace(ORIGIN, server.origin))
const archives = () => readdir(join(folder, 'user-exports'))

/** What lies in an archive, by name. */
async function unpack(archive: Buffer): Promise<Record<string, Buffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, Buffer>>()
  const found: Record<string, Buffer> = {}
  fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
    if (error) return reject(error)
    zip.on('error', reject)
    zip.on('end', () => resolve(found))
    zip.on('entry', entry =>
      zip.openReadStream(entry, async (failure, stream) => {
        if (failure) return reject(failure)
        found[entry.fileName] = Buffer.concat(await stream.toArray())
        zip.readEntry()
      })
    )
    zip.readEntry()
  })
  return promise
}

test('an archive holds what its owner has, and nothing of others', async () => {
  const { db } = database
  const video = await aVideo(db, people.ada.channelId, {
    name: 'Été',
    privacy: 3,
    isSensitive: true,
    sensitiveFlags: 2,
    sensitiveSummary: 'Sun',
    tags: ['summer'],
    previewName: 'a.jpg'
  })
  const other = await aVideo(db, people.bob.channelId, { name: 'Of Bob', privacy: 3 })
  await writeFile(join(folder, 'previews', 'a.jpg'), 'a picture')
  await writeFile(join(folder, 'originals', 'a.mp4'), 'a film')
  await db.query("INSERT INTO original VALUES ($1, 'originals/a.mp4', 'a.mp4', 6, '{}')", [video.id])
  await db.query("INSERT INTO video_rating (video_id, account_id, rating) VALUES ($1, $2, 'like')", [
    video.id,
    people.ada.accountId
  ])
  await db.query(
    `INSERT INTO video_comment (id, video_id, account_id, thread_id, text) VALUES (1, $1, $2, 1, 'Mine'),
    (2, $1, $3, 2, 'Not mine')`,
    [video.id, people.ada.accountId, people.bob.accountId]
  )
  await db.query("INSERT INTO server_mute (by_account_id, host) VALUES ($1, 'muted.example')", [people.ada.accountId])

  await db.query('UPDATE app_user SET preferences = $2 WHERE id = $1', [
    people.ada.userId,
    { nsfwFlagsHidden: 1, nsfwFlagsWarned: 2 }
  ])

  const answer = await request('ada', 'ada', { withVideoFiles: true })
  expect([answer.status, await answer.json()]).toEqual([200, { export: { id: expect.any(Number) } }])
  expect((await list('ada'))[0]).toMatchObject({ state: { id: 1 }, size: null, privateDownloadUrl: null })
  expect(await doNext(work)).toBe(true)
  const [made] = await list('ada')
  expect(made).toMatchObject({ state: { id: 3, label: 'Completed' }, fileUrl: null, size: expect.any(Number) })

  const found = await unpack(Buffer.from(await (await download(made!)).arrayBuffer()))
  expect(found[`files/videos/video-files/${video.uuid}.mp4`]?.toString()).toBe('a film')
  expect(found[`files/videos/thumbnails/${video.uuid}.jpg`]?.toString()).toBe('a picture')
  const part = (name: string) => JSON.parse(found[`peertube/${name}.json`]!.toString())
  expect(part('videos').videos).toMatchObject([
    {
      uuid: video.uuid,
      name: 'Été',
      privacy: 3,
      tags: ['summer'],
      url: `${ORIGIN}/videos/watch/${video.uuid}`,
      nsfw: true,
      nsfwFlags: 2,
      nsfwSummary: 'Sun',
      archiveFiles: {
        videoFile: `../files/videos/video-files/${video.uuid}.mp4`,
        thumbnail: `../files/videos/thumbnails/${video.uuid}.jpg`,
        captions: {}
      }
    }
  ])
  expect(part('comments').comments).toMatchObject([{ text: 'Mine', inReplyToCommentUrl: null }])
  expect(part('likes').likes).toMatchObject([{ videoUrl: `${ORIGIN}/videos/watch/${video.uuid}` }])
  expect(part('blocklist')).toEqual({ instances: [{ host: 'muted.example' }], actors: [] })
  expect(part('account')).toMatchObject({ name: 'ada', archiveFiles: { avatar: null } })
  expect(part('channels').channels).toMatchObject([{ name: 'ada_channel' }])
  expect(part('user-settings')).toMatchObject({
    email: 'ada@example.org',
    nsfwPolicy: 'display',
    nsfwFlagsDisplayed: 0,
    nsfwFlagsHidden: 1,
    nsfwFlagsWarned: 2,
    nsfwFlagsBlurred: 0
  })
  expect(part('video-playlists').videoPlaylists).toMatchObject([{ type: 2, elements: [] }])
  expect(JSON.stringify(Object.values(found).map(String))).not.toContain(other.uuid)

  const { rows: mails } = await db.query<{ recipient: string }>('SELECT recipient FROM mail')
  expect(mails).toEqual([{ recipient: 'ada@example.org' }])
  expect((await request('ada')).status).toBe(400)
  expect((await remove('ada', made!.id)).status).toBe(204)
  expect([await list('ada'), await archives()]).toEqual([[], []])
  expect((await download(made!)).status).toBe(404)
})

test('an archive without video files has none', async () => {
  await request('ada')
  await doNext(work)
  const [made] = await list('ada')
  const found = await unpack(await readFile(join(folder, 'user-exports', (await archives())[0]!)))
  expect(Object.keys(found).filter(name => name.includes('video-files'))).toEqual([])
  await remove('ada', made!.id)
})

test('are for the user and administrators, and open with their token alone', async () => {
  expect((await request(undefined, 'ada')).status).toBe(401)
  expect((await request('bob', 'ada')).status).toBe(403)
  expect((await request('mona', 'ada')).status).toBe(403)
  expect((await call('GET', '999999/exports', 'bob')).status).toBe(403)
  expect((await call('GET', '999999/exports', 'ruth')).status).toBe(404)
  expect((await request('ruth', 'ada')).status).toBe(200)
  await doNext(work)
  const [made] = await list('ruth', 'ada')
  expect((await remove('bob', made!.id)).status).toBe(404)
  const url = new URL(made!.privateDownloadUrl!.replace(ORIGIN, server.origin))
  expect((await fetch(url)).status).toBe(200)
  url.searchParams.set('jwt', `${url.searchParams.get('jwt')!.slice(0, -1)}x`)
  expect((await fetch(url)).status).toBe(404)
  expect((await remove('ruth', made!.id, 'ada')).status).toBe(204)
})

test('of two requests at once, one is taken', async () => {
  const answers = await Promise.all([request('bob'), request('bob'), request('bob')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  const [waiting] = await list('bob')
  expect((await remove('bob', waiting!.id)).status).toBe(204)
  expect(await doNext(work)).toBe(false)
})

test('what a dead server left is made again; what expires goes', async () => {
  await request('bob')
  const { db } = database
  await db.query("UPDATE user_export SET state = 2, attempts = 1, leased_until = now() + interval '1 minute'")
  expect(await doNext(work)).toBe(false)
  await db.query("UPDATE user_export SET leased_until = now() - interval '1 second'")
  expect(await doNext(work)).toBe(true)
  expect((await list('bob'))[0]).toMatchObject({ state: { id: 3 } })

  await db.query("UPDATE user_export SET expires_at = now(), leased_until = '-infinity'")
  await removeExpiredExports({ db, storage })
  expect([await list('bob'), await archives()]).toEqual([[], []])
})

test('a failure is tried again, and told in the end', async () => {
  await request('bob')
  const broken = { ...work, run: () => Promise.reject(new Error('no')) }
  for (let attempt = 0; attempt < 3; attempt++) {
    await database.db.query("UPDATE user_export SET leased_until = '-infinity'")
    expect(await doNext(broken)).toBe(true)
  }
  expect(await doNext(broken)).toBe(false)
  expect((await list('bob'))[0]).toMatchObject({ state: { id: 4 }, privateDownloadUrl: null })
  expect((await request('bob')).status).toBe(200)

  // A server that dies of it every time does not do so for ever.
  await database.db.query("UPDATE user_export SET state = 2, attempts = 3, leased_until = '-infinity'")
  expect(await doNext(work)).toBe(true)
  expect((await list('bob'))[0]).toMatchObject({ state: { id: 4 } })
})
