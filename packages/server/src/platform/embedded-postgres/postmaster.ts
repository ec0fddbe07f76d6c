/** One run of the postmaster, PostgreSQL's main process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { log } from '../log.ts'
import { commandOf, isRunning, processesIn, waitUntil } from './processes.ts'
import type { ProgramOwner } from './program-owner.ts'

export interface Postmaster {
  readonly pid: number
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends it, open transactions rolled back. Idempotent. */
  stop(): Promise<void>
}

/** How long a fast shutdown, which writes a checkpoint, may take before PostgreSQL is told to recover at next start. */
const FAST_STOP_MS = 1_500
const IMMEDIATE_STOP_MS = 300

/** @throws Error with PostgreSQL's own last words when it does not come up. */
export async function launchPostmaster(
  owner: ProgramOwner,
  program: string,
  cluster: string,
  settings: Record<string, string>
): Promise<Postmaster> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args, spawnOptions] = owner.command(program, ['-D', cluster, ...options])
  // Its own process group: Ctrl-C in the terminal reaches the server alone, which then stops things in order.
  const child = spawn(command, args, { ...spawnOptions, detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  // Whatever ends this process by its own doing ends PostgreSQL too; only being killed leaves an orphan.
  const endWithUs = () => signal(child.pid!, 'SIGINT')
  process.once('exit', endWithUs)
  void ended.then(() => process.removeListener('exit', endWithUs))
  await ready(child)
  return { pid: child.pid!, ended, stop: () => endProcess(child.pid!, ended) }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let lastWords = ''
    child.once('error', reject)
    child.once('close', () => reject(new Error(lastWords || 'PostgreSQL ended without a word.')))
    createInterface({ input: child.stderr! }).on('line', line => {
      if (line.includes('database system is ready to accept connections')) resolve()
      if (/\b(FATAL|PANIC|HINT):/.test(line)) lastWords = `${lastWords} ${line}`.trim().slice(-600)
      if (/\b(PANIC|WARNING):/.test(line)) log('postgres').warn('{line}', { line })
      else log('postgres').debug('{line}', { line })
    })
  })
}

async function endProcess(pid: number, ended: Promise<void>): Promise<void> {
  signal(pid, 'SIGINT')
  if (await within(ended, FAST_STOP_MS)) return
  signal(pid, 'SIGQUIT')
  if (await within(ended, IMMEDIATE_STOP_MS)) return
  signal(pid, 'SIGKILL')
  await ended
}

/**
 * Ends a postmaster that outlived the server which started it, and waits until nothing of it is left. Call it while
 * holding the folder's lock: without one, the postmaster could be another server's.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number.parseInt(text, 10)
  const isGone = async () => !(await isRunning(pid))

  if (pid > 1 && (await isPostmasterOf(pid, cluster))) {
    log('postgres').info('Stopping the PostgreSQL that an earlier run left behind (process {pid})', { pid })
    signal(pid, 'SIGINT')
    if (!(await waitUntil(isGone, 5_000))) signal(pid, 'SIGQUIT')
    if (!(await waitUntil(isGone, 5_000))) signal(pid, 'SIGKILL')
    await waitUntil(isGone, 5_000)
  }
  // When the postmaster was killed, its children still hold the shared memory until they notice.
  await waitUntil(async () => (await processesIn(cluster)).length === 0, 10_000)
  // PostgreSQL takes the number in its file for alive when another program, or an unreaped process, bears it now.
  if ((await processesIn(cluster)).length === 0 && !(await isPostmasterOf(pid, cluster)))
    await rm(pidFile, { force: true })
}

async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (!(await isRunning(pid))) return false
  const command = await commandOf(pid)
  return /\bpostgres\b/.test(command) && command.includes(cluster)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}

function within(promise: Promise<void>, timeoutMs: number): Promise<boolean> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), timeoutMs)
    promise.then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}
