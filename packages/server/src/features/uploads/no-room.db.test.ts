import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { EASY_MEDIA, openUploadBench, type UploadBench } from '../../../../../tests/support/upload-bench.ts'
import { sweepStrayFiles } from './sweep.ts'

/** What the next files written by a form meet. */
const disk = vi.hoisted(() => ({ isFull: false }))
vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const full: typeof fs.write = ((...args: unknown[]) =>
    (args.at(-1) as (error: Error) => void)(
      Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    )) as unknown as typeof fs.write
  const createWriteStream: typeof fs.createWriteStream = (path, options) => {
    if (!disk.isFull) return fs.createWriteStream(path, options)
    return fs.createWriteStream(path, { ...(options as object), fs: { ...fs, write: full, writev: full } } as object)
  }
  return { ...fs, createWriteStream }
})

const FILE = { videofile: new File(['0123456789'], 'a.mp4') }
let bench: UploadBench

beforeAll(async () => {
  bench = await openUploadBench({ media: EASY_MEDIA, maxUploadBytes: 15 })
})
afterAll(() => bench.close())
afterEach(async () => {
  disk.isFull = false
  await bench.restart()
  await bench.db.query('UPDATE app_user SET video_quota = -1, video_quota_daily = -1')
  await bench.db.query('DELETE FROM video')
  await bench.db.query('DELETE FROM resumable_upload')
  await sweepStrayFiles(bench, { minimumAgeMs: 0 })
})

const problemOf = async (answer: Response) => {
  const { status, code, detail } = (await answer.json()) as { status: number; code?: string; detail: string }
  expect(status).toBe(answer.status)
  return [status, code, detail]
}
const NO_SPACE = [507, undefined, 'There is no space left on this server.']
const QUOTA = [413, 'quota_reached', 'The user video quota is exceeded with this video.']

async function expectNothingLeft() {
  expect(await bench.files()).toEqual([])
  const { rows } = await bench.db.query<{ count: number }>(
    'SELECT (SELECT count(*) FROM video) + (SELECT count(*) FROM resumable_upload) AS count'
  )
  expect(rows[0]!.count).toBe(0)
}

test('a disk that is nearly full takes neither form nor beginning, and keeps room for the database', async () => {
  await bench.restart({ storage: { freeBytes: async () => 100e6 + 5 } })
  expect(
    await problemOf(await bench.begin({ name: 'A video', channelId: bench.people.ada.channelId, filename: 'a.mp4' }, 6))
  ).toEqual(NO_SPACE)
  await bench.restart({ storage: { freeBytes: async () => 100e6 - 1 } })
  expect(await problemOf(await bench.post(FILE))).toEqual(NO_SPACE)
  await expectNothingLeft()
})

test('a disk that fills while a form is written says so and keeps nothing of it', async () => {
  disk.isFull = true
  expect(await problemOf(await bench.post(FILE))).toEqual(NO_SPACE)
  await expectNothingLeft()
})

test('a disk that fills while the pictures are made keeps nothing', async () => {
  const makeThumbnails = async () => {
    throw Object.assign(new Error('no-space: no space left'), { code: 'no-space' })
  }
  await bench.restart({ media: { makeThumbnails } })
  expect(await problemOf(await bench.post(FILE))).toEqual(NO_SPACE)
  await expectNothingLeft()
})

test('a disk that fills while a part is written leaves the upload to go on when there is room again', async () => {
  const path = await bench.begun(10)
  const file = join(bench.folder, 'uploads', new URLSearchParams(path.split('?')[1]).get('upload_id')!)
  await rm(file, { force: true })
  await symlink('/dev/full', file)
  expect(await problemOf(await bench.put(path, 'bytes 0-9/10', '0123456789'))).toEqual(NO_SPACE)
  await rm(file)
  await writeFile(file, '')
  expect((await bench.put(path, 'bytes 0-9/10', '0123456789')).status).toBe(200)
})

test.each(['video_quota', 'video_quota_daily'])('a file over the %s is refused and leaves nothing', async quota => {
  await bench.db.query(`UPDATE app_user SET ${quota} = 9`)
  expect(await problemOf(await bench.post(FILE))).toEqual(QUOTA)
  const channelId = bench.people.ada.channelId
  expect(await problemOf(await bench.begin({ name: 'A video', channelId, filename: 'a.mp4' }, 10))).toEqual(QUOTA)
  await expectNothingLeft()
})

test('what is being uploaded counts for the quota, and not for how large one file may be', async () => {
  const begin = (filename: string, sizeBytes: number) =>
    bench.begin({ name: 'A video', channelId: bench.people.ada.channelId, filename }, sizeBytes)
  expect((await problemOf(await begin('a.mp4', 16)))[1]).toBe('max_file_size_reached')
  expect((await begin('a.mp4', 10)).status).toBe(201)
  expect((await begin('b.mp4', 10)).status).toBe(201)
  await bench.db.query('UPDATE app_user SET video_quota = 25')
  expect(await problemOf(await begin('c.mp4', 10))).toEqual(QUOTA)
})

test('a file longer than there is room for is refused while it comes', async () => {
  const videofile = new File(['0123456789abcdef'], 'a.mp4')
  expect((await problemOf(await bench.post({ videofile })))[1]).toBe('max_file_size_reached')
  await expectNothingLeft()
})

test('what was uploaded meanwhile counts when a resumable upload ends', async () => {
  await bench.db.query('UPDATE app_user SET video_quota = 15')
  const path = await bench.begun(10)
  expect((await bench.post(FILE)).status).toBe(200)
  expect(await problemOf(await bench.put(path, 'bytes 0-9/10', '0123456789'))).toEqual(QUOTA)
  expect((await bench.files()).map(name => name.split('/')[0])).toEqual(['originals'])
  expect((await bench.put(path, 'bytes */10', '')).status).toBe(403)
})

test('of two forms at once that fit only one by one, one is taken', async () => {
  await bench.db.query('UPDATE app_user SET video_quota = 15')
  const answers = await Promise.all([bench.post(FILE), bench.post(FILE)])
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 413])
  expect((await bench.files()).length).toBe(1)
})
