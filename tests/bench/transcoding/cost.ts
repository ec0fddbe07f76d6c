/** What a command costs: time on the clock and on the processors, its children's included. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

export interface Cost {
  readonly wallSeconds: number
  /** User and system time of the command and of all its descendants that it waited for. */
  readonly cpuSeconds: number
}

export const NOTHING: Cost = { wallSeconds: 0, cpuSeconds: 0 }

export const addCosts = (a: Cost, b: Cost): Cost => ({
  wallSeconds: a.wallSeconds + b.wallSeconds,
  cpuSeconds: a.cpuSeconds + b.cpuSeconds
})

export interface Run {
  readonly cost: Cost
  readonly stdout: string
}

// Node tells nothing of its children's processor time; POSIX's shell does, on the second line of `times`.
const TIMED = '"$@"; status=$?; times >&3; exit "$status"'

/** @throws Error with the command's last words when it fails. */
export async function runTimed(command: string, args: readonly string[], folder: string): Promise<Run> {
  const startedAt = performance.now()
  const child = spawn('sh', ['-c', TIMED, 'sh', command, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true
  })
  const end = () => process.kill(-child.pid!, 'SIGKILL')
  const interrupt = () => process.exit(128 + constants.signals.SIGINT)
  process.once('exit', end).once('SIGINT', interrupt)
  try {
    const [stdout, stderr, times, status] = await Promise.all([
      read(child.stdout!),
      read(child.stderr!),
      read(child.stdio[3] as NodeJS.ReadableStream),
      new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
    ])
    if (status !== 0)
      throw new Error(`${command} ${args.join(' ')}\nended with status ${status}:\n${stderr.slice(-2000)}`)
    return { stdout, cost: { wallSeconds: (performance.now() - startedAt) / 1000, cpuSeconds: readTimes(times) } }
  } finally {
    process.off('exit', end).off('SIGINT', interrupt)
  }
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

/** Sum of the last line, e.g. `1m2.50s 0m0.25s`, in seconds. */
function readTimes(output: string): number {
  const figures = [...(output.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  return figures.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}
