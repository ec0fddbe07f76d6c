/** What the system knows of other processes, from /proc where it exists and from `ps` elsewhere. */
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** True for a process that still runs, false for one that is gone or only waits to be reaped. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return stat === undefined || !['Z', 'X'].includes(fieldsAfterName(stat)[0] ?? '')
}

/** Tells a process from a later one of the same number. Undefined when it does not run. */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (!(await isRunning(pid))) return undefined
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) {
    const ps = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined)
    return ps && `${pid} ${ps.stdout.trim()}`
  }
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${pid} ${boot.trim()} ${fieldsAfterName(stat)[19]}`
}

/** A process's command line, empty when it cannot be told. */
export async function commandOf(pid: number): Promise<string> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  if (command !== undefined) return command.replaceAll('\0', ' ').trim()
  const ps = await run('ps', ['-o', 'args=', '-p', String(pid)]).catch(() => undefined)
  return ps?.stdout.trim() ?? ''
}

/** Running processes whose working folder this is. Empty where there is no /proc. */
export async function processesIn(folder: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter(name => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(pids.map(pid => readlink(`/proc/${pid}/cwd`).catch(() => undefined)))
  return pids.filter((_, index) => folders[index] === folder)
}

/** @returns Whether it became true in time. */
export async function waitUntil(isTrue: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!(await isTrue())) {
    if (performance.now() > end) return false
    await sleep(25)
  }
  return true
}

/** The name in parentheses may hold spaces; what follows may not. The first one is the state. */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
