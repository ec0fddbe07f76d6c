/** What the person at the terminal reads when the server cannot start: one sentence, and nothing stays behind. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { listProcesses } from '../support/processes.ts'

const START = new URL('../../packages/server/bootstrap/start.mjs', import.meta.url).pathname
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colombier-refusals-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

async function start(env: Readonly<Record<string, string>>): Promise<Ended> {
  const settings = { PORT: String(await freePort()), COLOMBIER_HOST: '127.0.0.1', COLOMBIER_DATA: join(folder, 'data') }
  const child = spawn(process.execPath, [START], {
    // Outside the repository, so that nobody's .env is read.
    cwd: folder,
    env: { PATH: SYSTEM_PATH, ...settings, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const [status] = await once(child, 'close')
  return { status, stdout, stderr }
}

async function expectSentence(env: Readonly<Record<string, string>>, sentence: RegExp): Promise<void> {
  const { status, stdout, stderr } = await start(env)
  expect(stderr).toMatch(sentence)
  expect(stderr).toMatch(/^\S[^\n]*\.\n$/)
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(await listProcesses(folder)).toEqual([])
}

/** A folder for PATH with a few programs of the system and others that only say something. */
async function pathWith(name: string, scripts: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  // What finding another user for PostgreSQL takes, when root starts this.
  for (const program of ['id', 'setpriv', 'sh', 'ps'])
    for (const place of ['/usr/bin', '/bin']) await symlink(join(place, program), join(path, program)).catch(() => {})
  for (const [program, says] of Object.entries(scripts)) {
    await writeFile(join(path, program), `#!/bin/sh\necho '${says}'\n`)
    await chmod(join(path, program), 0o755)
  }
  return path
}

test('a taken port', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  await expectSentence({ PORT: String(port) }, new RegExp(`^Port ${port} is taken by another program: `))
  other.close()
})

test('a data folder that cannot be written to', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  await expectSentence(
    { COLOMBIER_DATA: join(file, 'data') },
    /^The data folder \S+ cannot be written to \(ENOTDIR\): /
  )
})

test.each([
  ['PORT', 'many', 'must be a whole number'],
  ['PORT', '70000', 'must be at most 65535'],
  ['COLOMBIER_REGISTRATION', 'perhaps', 'must be closed, approval or open'],
  ['COLOMBIER_URL', 'video.example', 'must be an http or https address'],
  ['COLOMBIER_RESOLUTIONS', '240,333', 'must be some of 144, 240'],
  ['COLOMBIER_ADMIN_PASSWORD', 'short', 'must have at least 6 characters']
])('a bad setting: %s=%s', async (name, value, why) => {
  await expectSentence({ [name]: value }, new RegExp(`^The setting ${name} ${why}`))
})

test('an ffmpeg that is too old', async () => {
  const path = await pathWith('old', { ffmpeg: 'ffmpeg version 4.4.2 Copyright', ffprobe: 'ffprobe version 4.4.2' })
  const env = { PATH: [path, SYSTEM_PATH].join(delimiter) }
  await expectSentence(env, /^ff\w+ 4\.4 is too old: install version 5\.1 or newer/)
})

test('no ffmpeg', async () => {
  await expectSentence({ PATH: await pathWith('none', {}) }, /^ff\w+ is missing: /)
})

test('a database or a Redis that does not answer', async () => {
  const port = await freePort()
  await expectSentence({ DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/none` }, /^The database of DATABASE_URL /)
  await expectSentence({ REDIS_URL: `redis://127.0.0.1:${port}` }, /^Redis does not answer /)
})
