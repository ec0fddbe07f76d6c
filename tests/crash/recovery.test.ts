import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startTestServer } from '../support/start-server.ts'

test('a second server on a folder in use is refused in one sentence, and the first goes on', async () => {
  const first = await startTestServer({ isBlank: true })
  await expect(startTestServer({ dataFolder: first.dataFolder })).rejects.toThrow(/Another Colombier \(process \d+\)/)
  expect((await fetch(`${first.origin}/api/v1/config`)).status).toBe(200)
  await first.close()
})

test('after kill -9 of server and PostgreSQL the next start comes up by itself, with one PostgreSQL', async () => {
  const server = await startTestServer({ isBlank: true })
  const pidFile = join(server.dataFolder, 'postgres/18/postmaster.pid')
  await server.kill()
  await server.start()
  process.kill(Number.parseInt(await readFile(pidFile, 'utf8'), 10), 'SIGKILL')
  await server.kill()
  await server.start()

  expect((await fetch(`${server.origin}/api/v1/config`)).status).toBe(200)
  const commands = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
  expect(commands.filter(command => command.includes(`-D ${server.dataFolder}`))).toHaveLength(1)
  await server.close()
})
