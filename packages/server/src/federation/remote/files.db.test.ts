import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type KeptVideo, keptVideo } from '../../../../../tests/support/kept-video.ts'
import { openRemoteWorld, type RemoteWorld } from '../../../../../tests/support/remote-server.ts'
import { bringFilesOf, openRemoteFiles, type PictureMaker } from './files.ts'

const ORIGIN = 'https://reef.example'
let database: FreshDatabase
let world: RemoteWorld
let video: KeptVideo
let names: Record<'thumbnail' | 'preview' | 'storyboard' | 'caption', string>
let bring: ReturnType<typeof openRemoteFiles>

/** Stands for ffmpeg, which is slow. */
const media: PictureMaker = {
  async convertImage({ from, thumbnailPath, previewPath }) {
    const bytes = await readFile(from, 'utf8')
    if (bytes === 'no picture') throw Object.assign(new Error('undecodable'), { code: 'undecodable' })
    await Promise.all([writeFile(thumbnailPath, `small ${bytes}`), writeFile(previewPath, `large ${bytes}`)])
  },
  async makeCovers({ from, targetsOf }) {
    for (const { path, width, height } of targetsOf('jpg'))
      await writeFile(path, `${width}x${height} ${await readFile(from, 'utf8')}`)
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  world = await openRemoteWorld(database.db)
})
afterAll(async () => {
  await world.close()
  await database.close()
})
beforeEach(async () => {
  world.documents.clear()
  world.asked.length = 0
  bring = openRemoteFiles({ ...world.deps, media })
  video = await keptVideo(database.db, { origin: ORIGIN, uuid: randomUUID() })
  const { rows } = await database.db.query<typeof names>(
    `SELECT thumbnail_name AS thumbnail, preview_name AS preview, storyboard.file_name AS storyboard,
            video_caption.file_name AS caption
       FROM video JOIN storyboard ON storyboard.video_id = video.id JOIN video_caption ON video_caption.video_id = video.id
      WHERE video.id = $1`,
    [video.id]
  )
  names = rows[0]!
})

const kept = (folder: string, name: string) => readFile(world.deps.storage.pathOf(`${folder}/${name}`), 'utf8')

test('pictures are fetched once for all who look at once', async () => {
  world.documents.set(`${ORIGIN}/pictures/large.jpg`, Buffer.from('crab'))
  const looks = [...Array(5)].flatMap(() => [bring('thumbnails', names.thumbnail), bring('previews', names.preview)])
  expect(new Set(await Promise.all(looks))).toEqual(new Set([true]))
  expect(world.asked).toEqual([`${ORIGIN}/pictures/large.jpg`])
  expect(await kept('thumbnails', names.thumbnail)).toBe('small crab')
  expect(await kept('previews', names.preview)).toBe('large crab')
})

test('storyboards and captions come as they are told, and checked', async () => {
  world.documents.set(`${ORIGIN}/pictures/board.jpg`, Buffer.from('tiles'))
  world.documents.set(`${ORIGIN}/captions/pier-fr.vtt`, Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nVoilà\n'))
  expect(await bring('storyboards', names.storyboard)).toBe(true)
  expect(await bring('video-captions', names.caption)).toBe(true)
  expect(await kept('storyboards', names.storyboard)).toBe('1920x324 tiles')
  expect(await kept('video-captions', names.caption)).toContain('Voilà')
})

test('what cannot be had, or is not what it says, is not asked for again so soon', async () => {
  world.documents.set(`${ORIGIN}/captions/pier-fr.vtt`, Buffer.from('<html><script>alert(1)</script>'))
  world.documents.set(`${ORIGIN}/pictures/large.jpg`, Buffer.from('no picture'))
  for (let time = 0; time < 2; time++) {
    expect(await bring('thumbnails', names.thumbnail)).toBe(false)
    expect(await bring('video-captions', names.caption)).toBe(false)
    expect(await bring('storyboards', names.storyboard)).toBe(false)
  }
  expect(world.asked).toHaveLength(3)
  await expect(kept('video-captions', names.caption)).rejects.toThrow()
  expect(await world.deps.storage.list('tmp')).toEqual([])
})

test('names that are of no such video ask nobody', async () => {
  expect(await bring('thumbnails', `${randomUUID()}.jpg`)).toBe(false)
  expect(await bring('avatars', names.thumbnail)).toBe(false)
  expect(world.asked).toEqual([])
})

test('all of a video is brought at once, what is there already is not, and what cannot be had is left', async () => {
  world.documents.set(`${ORIGIN}/pictures/large.jpg`, Buffer.from('crab'))
  world.documents.set(`${ORIGIN}/captions/pier-fr.vtt`, Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nbonjour\n'))
  const { db, storage } = world.deps
  for (let time = 0; time < 2; time++) await bringFilesOf({ db, storage, bringFile: bring }, video.id)
  expect(await kept('previews', names.preview)).toBe('large crab')
  expect(await kept('video-captions', names.caption)).toContain('bonjour')
  expect(await storage.sizeOf(`storyboards/${names.storyboard}`)).toBeUndefined()
  expect(new Set(world.asked).size).toBe(world.asked.length)
})
