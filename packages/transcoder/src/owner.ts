/**
 * Names that tell which process a file in a shared folder belongs to, so that a later one can see that it is gone.
 * A process is its number together with when it began, since numbers are used again.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'

/** To be put into a file name: `{machine}.{process}.{begin}`. */
export async function nameOwner(): Promise<string> {
  return `${nameMachine()}.${process.pid}.${(await readBegin(process.pid)) ?? 0}`
}

/** True when the name tells of a process of this machine which does not live any more; false where that is unsure. */
export async function isOwnerGone(fileName: string): Promise<boolean> {
  const [, machine, pid, begin] = /-([0-9a-f]{12})\.(\d+)\.(\d+)-/.exec(fileName) ?? []
  if (machine !== nameMachine() || !isAlive(Number(pid))) return machine === nameMachine()
  const presentBegin = await readBegin(Number(pid))
  return presentBegin !== null && presentBegin !== begin
}

const nameMachine = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 12)

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, in the kernel's ticks since the machine was started; null on systems without /proc. */
async function readBegin(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // Counted behind the command's name, which may itself hold spaces: proc(5), field 22.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}
