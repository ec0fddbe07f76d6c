import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assertWritable, listen, readFfmpegVersion } from './start-checks.ts'

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
  await expect(assertWritable('/proc/nothing/here')).rejects.toThrow('The data folder /proc/nothing/here cannot')
  await expect(assertWritable(join('/dev/null', 'data'))).rejects.toThrow('cannot be written to (ENOTDIR)')
  await assertWritable(tmpdir())
})
