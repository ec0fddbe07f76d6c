/** Which processes have to do with a folder; from /proc, so none are found where there is none. */
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export interface FoundProcess {
  readonly pid: number
  readonly parentPid: number
  readonly command: string
}

/** Those, besides this one, that name the folder in their command or environment, or stand in it. */
export async function listProcesses(folder: string): Promise<FoundProcess[]> {
  const names = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(names.map(name => examine(Number(name), folder)))
  return found.filter(process => process !== undefined)
}

async function examine(pid: number, folder: string): Promise<FoundProcess | undefined> {
  if (pid === process.pid) return undefined
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const cwd = readlink(`/proc/${pid}/cwd`).catch(() => '')
  const [command, environment, status] = await Promise.all([read('cmdline'), read('environ'), read('status')])
  if (![command, environment, await cwd].some(text => text.includes(folder)) || /^State:\s+[ZX]/m.test(status))
    return undefined
  const parentPid = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
  return { pid, parentPid, command: command.replaceAll('\0', ' ').trim() }
}

/** @returns What is still there after that time. */
export async function waitUntilGone(folder: string, timeoutMs: number): Promise<FoundProcess[]> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const left = await listProcesses(folder)
    if (left.length === 0 || performance.now() > end) return left
    await sleep(50)
  }
}

/** Asks them to end in order, and ends them. */
export async function endProcesses(folder: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    for (const { pid } of await listProcesses(folder)) end(pid, signal)
    await waitUntilGone(folder, 5_000)
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}
