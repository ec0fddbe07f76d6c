import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listen, openDataFolder, readFfmpegVersion } from './start-checks.ts'

test('releases of ffmpeg tell their version, other builds none', () => {
  expect(readFfmpegVersion('ffmpeg version 5.1.9-0+deb12u1 Copyright (c)')).toEqual([5, 1])
  expect(readFfmpegVersion('ffprobe version n7.0 Copyright')).toEqual([7, 0])
  expect(readFfmpegVersion('ffmpeg version N-118000-gabcdef Copyright')).toBeUndefined()
})

test('a taken port is told in one sentence', async () => {
  const first = createServer()
  await listen(first, 0, '127.0.0.1')
  const { port } = first.address() as { port: number }
  await expect(listen(createServer(), port, '127.0.0.1')).rejects.toThrow(
    /^Port \d+ is taken by another program: .*\.$/
  )
  first.close()
})

test('a data folder that cannot be made is told in one sentence', async () => {
  await expect(openDataFolder('/proc/nothing/here')).rejects.toThrow('The data folder /proc/nothing/here cannot')
  await expect(openDataFolder(join('/dev/null', 'data'))).rejects.toThrow('cannot be written to (ENOTDIR)')
})

test('in a new data folder nobody else may look around, and what is not for the web is closed', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'colombier-checks-'))
  const data = join(parent, 'some/where/data')
  await openDataFolder(data)
  await openDataFolder(data)
  const modeOf = async (name: string) => ((await stat(join(data, name))).mode & 0o777).toString(8)
  expect(await Promise.all(['.', 'streaming-playlists/hls', 'previews'].map(modeOf))).toEqual(['711', '711', '711'])
  expect(await Promise.all(['originals', 'uploads', 'tmp'].map(modeOf))).toEqual(['700', '700', '700'])
  await rm(parent, { recursive: true })
})
