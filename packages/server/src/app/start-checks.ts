/** What must be true before anything is started; each refusal is one plain sentence. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { STORAGE } from '@colombier/transcoder/contract'
import { CannotStart } from '../platform/cannot-start.ts'
import { type Database, reasonOf } from '../platform/postgres.ts'

const run = promisify(execFile)

const OLDEST_FFMPEG: readonly [major: number, minor: number] = [5, 1]
const OLDEST_POSTGRES = 14

/** @throws CannotStart */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // A machine without IPv6 knows no `::`.
    if (code === 'EAFNOSUPPORT' && host === '::') return listen(server, port, '0.0.0.0')
    throw new CannotStart(whyNoPort(code, port, host))
  }
}

function whyNoPort(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that one, or set PORT to another number.`
    case 'EACCES':
      return `Port ${port} may not be used by this user: set PORT to a number above 1023.`
    default:
      return `The server cannot listen on ${host} port ${port} (${code}): check COLOMBIER_HOST and PORT.`
  }
}

/** Others of this machine may pass through, as a web server in front and the database's user must, but not look around. */
const PASSABLE = 0o711
const PRIVATE = 0o700
const FOLDER_MODES: Readonly<Record<string, number>> = {
  [STORAGE.originals]: PRIVATE,
  [STORAGE.uploads]: PRIVATE,
  [STORAGE.tmp]: PRIVATE,
  [dirname(STORAGE.hls)]: PASSABLE,
  [STORAGE.hls]: PASSABLE,
  [STORAGE.thumbnails]: PASSABLE,
  [STORAGE.previews]: PASSABLE,
  [STORAGE.storyboards]: PASSABLE,
  [STORAGE.exports]: PASSABLE
}

/** Makes the data folder where it is missing. @throws CannotStart when nothing can be written there. */
export async function openDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.write-${randomUUID()}`)
  try {
    await makeFolder(folder, PASSABLE)
    await writeFile(probe, '')
    await rm(probe)
    for (const [name, mode] of Object.entries(FOLDER_MODES)) await makeFolder(join(folder, name), mode)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CannotStart(
      `The data folder ${folder} cannot be written to (${code}): give this user the right to, or set COLOMBIER_DATA to another folder.`
    )
  }
}

/** Not mkdir's own recursion: Node's tries for ever where a file system makes no folders, such as /proc. */
async function makeFolder(folder: string, mode?: number): Promise<void> {
  const make = () =>
    mkdir(folder, { mode }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await makeFolder(dirname(folder))
    await make()
  })
}

/** @throws CannotStart */
export async function assertFfmpeg(): Promise<void> {
  await Promise.all(['ffmpeg', 'ffprobe'].map(assertProgram))
}

async function assertProgram(name: string): Promise<void> {
  const version = await run(name, ['-version']).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new CannotStart(`${name} is missing: run npm run quickstart, or install ffmpeg.`)
    throw new CannotStart(`${name} does not run: ${error.message.split('\n')[0]}`)
  })
  const found = readFfmpegVersion(version.stdout)
  if (found && isOlder(found, OLDEST_FFMPEG))
    throw new CannotStart(`${name} ${found.join('.')} is too old: install version ${OLDEST_FFMPEG.join('.')} or newer.`)
}

/** Undefined for a build that is not a release, such as one from yesterday's sources. */
export function readFfmpegVersion(output: string): [major: number, minor: number] | undefined {
  const found = /^ff\w+ version n?(\d+)\.(\d+)/.exec(output)
  return found ? [Number(found[1]), Number(found[2])] : undefined
}

function isOlder([major, minor]: readonly [number, number], oldest: readonly [number, number]): boolean {
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

/** @throws CannotStart */
export async function assertDatabase(db: Database): Promise<void> {
  const { rows } = await db
    .query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
    .catch((error: Error) => {
      throw new CannotStart(`The database of DATABASE_URL cannot be reached: ${reasonOf(error)}.`)
    })
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000)
  if (major < OLDEST_POSTGRES)
    throw new CannotStart(`PostgreSQL ${major} is too old: DATABASE_URL needs version ${OLDEST_POSTGRES} or newer.`)
}
