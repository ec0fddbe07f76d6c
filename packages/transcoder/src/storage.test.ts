import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStorage } from './storage.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'colombier-storage-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

test('of the work folders only those of lost processes are swept', async () => {
  const storage = openStorage(root)
  await storage.sweepWorkFolders()
  const own = basename(await storage.makeWorkFolder('transcode-a-'))
  const lost = own.replace(/\.\d+\.\d+-/, '.4194304.1-')
  await mkdir(join(root, 'tmp', lost))
  await mkdir(join(root, 'tmp', 'upload-1'))
  await storage.sweepWorkFolders()
  expect((await readdir(join(root, 'tmp'))).sort()).toEqual([own, 'upload-1'].sort())
})

test.each(['../secret', 'a/../b', '/etc/passwd', 'a//b', 'a\\b', ''])('the key %j leads nowhere', key => {
  expect(() => openStorage(root).pathOf(key)).toThrow(TypeError)
})
