/** Creates the cluster: the folder in which PostgreSQL keeps its databases. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { type Binaries, POSTGRES_MAJOR } from './binaries.ts'
import type { ProgramOwner } from './program-owner.ts'

/** The one login of the embedded server; whoever can open its socket is trusted. */
export const DATABASE_USER = 'colombier'
export const DATABASE_NAME = 'colombier'

const NAME = String(POSTGRES_MAJOR)

/**
 * Makes the cluster unless it exists. It is made beside its place and moved there when whole, so that one whose
 * making was interrupted is never taken for a real one.
 *
 * @returns The cluster's folder.
 */
export async function ensureCluster(folder: string, binaries: Binaries, owner: ProgramOwner): Promise<string> {
  const cluster = join(folder, NAME)
  const names = await readdir(folder)
  await Promise.all(
    names
      .filter(name => name.startsWith(`${NAME}.new`))
      .map(name => rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 }))
  )
  if (names.includes(NAME)) return cluster
  const other = names.find(name => /^\d+$/.test(name))
  if (other)
    throw new CannotStart(`${folder} holds data of PostgreSQL ${other}, but this version brings PostgreSQL ${NAME}.`)

  await rename(await makeCluster(folder, binaries, owner), cluster)
  return cluster
}

/** @returns A folder of a name never used before: the programs of an interrupted run may still write to theirs. */
async function makeCluster(folder: string, binaries: Binaries, owner: ProgramOwner): Promise<string> {
  let output = ''
  for (const locale of ['C.UTF-8', 'C']) {
    const unfinished = await mkdtemp(join(folder, `${NAME}.new-`))
    if (owner.ids) await chown(unfinished, owner.ids.uid, owner.ids.gid)
    const initialised = await initialise(unfinished, locale, binaries, owner)
    const created = initialised.status === 0 ? await createDatabase(unfinished, binaries, owner) : initialised
    if (created.status === 0) return unfinished
    output ||= created.output
    await rm(unfinished, { recursive: true, force: true })
  }
  throw new CannotStart(`PostgreSQL cannot make its data folder: ${lastLine(output)}`)
}

function initialise(folder: string, locale: string, binaries: Binaries, owner: ProgramOwner): Promise<Finished> {
  const login = ['-U', DATABASE_USER, '--auth=trust', '--no-instructions']
  // PostgreSQL's own C.UTF-8 never changes with the system's libraries, so indexes on text outlive upgrades of these.
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`]
  return finish(spawnAs(owner, binaries.initdb, ['-D', folder, ...login, ...text]))
}

/** In PostgreSQL's single-user mode, so that no half-made server ever listens. */
function createDatabase(folder: string, binaries: Binaries, owner: ProgramOwner): Promise<Finished> {
  const child = spawnAs(owner, binaries.postgres, ['--single', '-D', folder, 'postgres'])
  child.stdin?.end(`CREATE DATABASE ${DATABASE_NAME};\n`)
  return finish(child)
}

function spawnAs(owner: ProgramOwner, program: string, args: readonly string[]): ChildProcess {
  const [command, list, options] = owner.command(program, args)
  return spawn(command, list, { ...options, stdio: 'pipe' })
}

interface Finished {
  readonly status: number | null
  readonly output: string
}

function finish(child: ChildProcess): Promise<Finished> {
  let output = ''
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  child.stdin?.on('error', () => {})
  return new Promise(resolve => {
    child.on('error', error => resolve({ status: null, output: error.message }))
    child.on('close', status => resolve({ status, output }))
  })
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? ''
}
