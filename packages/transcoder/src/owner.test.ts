import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { isOwnerGone, nameOwner } from './owner.ts'

const folderOf = (owner: string) => `transcode-9c9de5e8-0a1e-484a-b099-e80766180a6d-${owner}-aB3xYz`

test('a living process keeps its folders', async () => {
  expect(await isOwnerGone(folderOf(await nameOwner()))).toBe(false)
})

test('an ended process does not', async () => {
  const [machine] = (await nameOwner()).split('.')
  const { pid } = spawnSync('true')
  expect(await isOwnerGone(folderOf(`${machine}.${pid}.1`))).toBe(true)
})

test.runIf(process.platform === 'linux')('nor does one whose number another process has now', async () => {
  const [machine] = (await nameOwner()).split('.')
  expect(await isOwnerGone(folderOf(`${machine}.${process.pid}.1`))).toBe(true)
})

test.each([folderOf('0123456789ab.999999.1'), 'transcode-9c9de5e8-0a1e-484a-b099-e80766180a6d-aB3xYz', 'upload-1'])(
  'of another machine, or of none, nothing is said: %s',
  async name => {
    expect(await isOwnerGone(name)).toBe(false)
  }
)
