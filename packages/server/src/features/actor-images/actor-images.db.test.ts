import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People, serveApi } from '../../../../../tests/support/people.ts'
import type { TestServer } from '../../../../../tests/support/serve.ts'
import { ensureApplication } from '../../federation/index.ts'
import { openDiskStorage } from '../../platform/storage/disk.ts'
import { actorImageRoutes, openActorImages } from './index.ts'

let database: FreshDatabase
let server: TestServer
let people: People
let folder: string

/** Writes what it would have made; takes everything but the text `broken` for a picture. */
const media = {
  async makeCovers({ from, targetsOf }: Parameters<Parameters<typeof actorImageRoutes>[0]['media']['makeCovers']>[0]) {
    if ((await readFile(from, 'utf8')) === 'broken') throw Object.assign(new Error('no'), { code: 'undecodable' })
    for (const { path } of targetsOf('png')) await writeFile(path, 'picture')
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-actor-images-'))
  const storage = openDiskStorage(folder)
  const deps = await openActorImages({ db: database.db, storage, origin: 'http://localhost:9000' })
  await mkdir(join(folder, 'uploads'))
  server = await serveApi(people, actorImageRoutes({ ...deps, media }))
})
afterAll(async () => {
  await server.close()
  await database.close()
  await rm(folder, { recursive: true })
})

type Images = Record<'avatars' | 'banners', { width: number; height: number; path: string }[]>

function pick(path: string, as?: keyof People, content = 'picture', field = 'avatarfile') {
  const body = new FormData()
  body.set(field, new File([content], 'a.png'))
  return fetch(`${server.origin}/api/v1${path}`, {
    method: 'POST',
    body,
    ...(as && { headers: { authorization: as } })
  })
}
const remove = (path: string, as?: keyof People) =>
  fetch(`${server.origin}/api/v1${path}`, { method: 'DELETE', ...(as && { headers: { authorization: as } }) })
const filesIn = (name: string) => readdir(join(folder, name))

test('an avatar comes in PeerTube’s widths, replaces the one before, and goes', async () => {
  const first = (await (await pick('/users/me/avatar/pick', 'ada')).json()) as Images
  expect(first.avatars.map(({ width, height }) => [width, height])).toEqual([
    [1500, 1500],
    [600, 600],
    [120, 120],
    [48, 48]
  ])
  const second = (await (await pick('/users/me/avatar/pick', 'ada')).json()) as Images
  const names = second.avatars.map(({ path }) => path.replace('/lazy-static/avatars/', ''))
  expect((await filesIn('avatars')).sort()).toEqual([...names].sort())

  const gone = await remove('/users/me/avatar', 'ada')
  expect([gone.status, await gone.json()]).toEqual([200, { avatars: [] }])
  expect([await filesIn('avatars'), await filesIn('uploads')]).toEqual([[], []])
})

test('two choices at once leave one set of files', async () => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => pick('/video-channels/ada_channel/banner/pick', 'ada', 'picture', 'bannerfile'))
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const { rows } = await database.db.query<{ file_name: string }>(
    "SELECT file_name FROM actor_image WHERE kind = 'banner'"
  )
  expect(rows).toHaveLength(2)
  expect((await filesIn('banners')).sort()).toEqual(rows.map(row => row.file_name).sort())
})

test.each([
  ['broken', 'avatarfile'],
  ['picture', 'bannerfile']
])('%s in %s is refused as PeerTube refuses it, and changes nothing', async (content, field) => {
  const before = (await (await pick('/users/me/avatar/pick', 'bob')).json()) as Images
  const answer = await pick('/users/me/avatar/pick', 'bob', content, field)
  expect([answer.status, await answer.json()]).toMatchObject([400, { 'invalid-params': { avatarfile: {} } }])
  expect(await filesIn('avatars')).toHaveLength(before.avatars.length)
  expect(await filesIn('uploads')).toEqual([])
})

test('are for the owner and moderators to change; the server’s for administrators', async () => {
  const ofChannel = '/video-channels/ada_channel/avatar'
  expect((await pick(`${ofChannel}/pick`)).status).toBe(401)
  expect((await pick(`${ofChannel}/pick`, 'bob')).status).toBe(403)
  expect((await remove(ofChannel, 'bob')).status).toBe(403)
  expect((await pick(`${ofChannel}/pick`, 'mona')).status).toBe(200)
  expect((await pick('/video-channels/nobody/avatar/pick', 'ada')).status).toBe(404)
  expect((await pick('/users/me/avatar/pick')).status).toBe(401)

  expect((await pick('/config/instance-avatar/pick', 'mona')).status).toBe(403)
  expect((await pick('/config/instance-avatar/pick', 'ruth')).status).toBe(204)
  expect((await remove('/config/instance-avatar', 'ruth')).status).toBe(204)
  expect((await remove('/config/instance-banner', 'ada')).status).toBe(403)
})
