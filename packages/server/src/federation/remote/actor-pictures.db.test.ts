import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as media from '@colombier/transcoder/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import {
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  settle
} from '../../../../../tests/support/remote-server.ts'
import type { FederationDeps, JsonObject } from '../deps.ts'
import { openActorPictures, type PictureWork } from './actor-pictures.ts'
import { refreshActor } from './actors.ts'

const ORIGIN = 'https://reef.example'
let database: FreshDatabase
let world: RemoteWorld
let theirs: RemotePeople
let pictures: PictureWork
let deps: FederationDeps
let picture: Buffer

beforeAll(async () => {
  database = await freshDatabase()
  world = await openRemoteWorld(database.db)
  theirs = settle(world, ORIGIN)
  pictures = openActorPictures({ ...world.deps, media })
  deps = { ...world.deps, pictures }
  const path = join(world.deps.storage.root, 'picture.png')
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=size=300x200',
    '-frames:v',
    '1',
    path
  ])
  picture = await readFile(path)
})
afterAll(async () => {
  await pictures.stop()
  await world.close()
  await database.close()
})

/** Shows these pictures, and asks for the actor again. @returns What is kept of it afterwards. */
async function refreshed(shown: JsonObject) {
  world.asked.length = 0
  world.documents.set(theirs.channel, { ...(world.documents.get(theirs.channel) as JsonObject), ...shown })
  const { actorId } = await refreshActor(deps, theirs.channel)
  await pictures.settled()
  const { rows } = await database.db.query<{ kind: string; width: number; file_name: string }>(
    'SELECT kind, width, file_name FROM actor_image WHERE actor_id = $1 ORDER BY kind, width',
    [actorId]
  )
  const { storage } = world.deps
  const files = [await storage.list('avatars'), await storage.list('banners')].flat().sort()
  expect(files).toEqual(rows.map(row => row.file_name).sort())
  expect(await storage.list('tmp')).toEqual([])
  return {
    kept: rows.map(({ kind, width }) => `${kind} ${width}`),
    asked: world.asked.filter(url => url.includes('/pictures/'))
  }
}

const at = (name: string) => `${ORIGIN}/pictures/${name}`
const ALL = ['avatar 48', 'avatar 120', 'banner 600', 'banner 1920']

test('pictures are fetched when their address changes, made again, and go when they are no longer shown', async () => {
  for (const name of ['small.png', 'large.png', 'banner.png', 'other.png']) world.documents.set(at(name), picture)
  const icon = [
    { type: 'Image', url: at('large.png'), width: 1500 },
    { type: 'Image', url: at('small.png'), width: 120 },
    { type: 'Image', url: at('tiny.png'), width: 48 }
  ]
  const image = { type: 'Image', url: at('banner.png') }
  expect(await refreshed({ icon, image })).toEqual({ kept: ALL, asked: [at('small.png'), at('banner.png')] })
  expect(await refreshed({ icon, image })).toEqual({ kept: ALL, asked: [] })
  expect(await refreshed({ icon: at('other.png'), image })).toEqual({ kept: ALL, asked: [at('other.png')] })
  expect(await refreshed({ icon: [], image })).toEqual({ kept: ALL.slice(2), asked: [] })
  expect(await refreshed({ icon: undefined, image: undefined })).toEqual({ kept: [], asked: [] })
})

test('what is no picture is not asked for twice; what does not answer is', async () => {
  world.documents.set(at('script.svg'), Buffer.from('<svg onload="alert(1)"/>'))
  expect(await refreshed({ icon: { url: at('script.svg') } })).toEqual({ kept: [], asked: [at('script.svg')] })
  expect(await refreshed({})).toEqual({ kept: [], asked: [] })
  const gone = { icon: { url: at('gone.png') } }
  expect(await refreshed(gone)).toEqual({ kept: [], asked: [at('gone.png')] })
  world.documents.set(at('gone.png'), picture)
  expect(await refreshed(gone)).toEqual({ kept: ALL.slice(0, 2), asked: [at('gone.png')] })
})
