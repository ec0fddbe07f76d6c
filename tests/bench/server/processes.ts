/** What the processes of a server cost, as Linux tells it under /proc (proc(5)). */
import { readdir, readFile } from 'node:fs/promises'

export type Part = 'server' | 'transcoder' | 'PostgreSQL' | 'ffmpeg'

export interface ProcessCost {
  readonly pid: number
  readonly part: Part
  /** Its memory, what it shares divided among those who share it. */
  readonly pssBytes: number
  /** User and system time of its own threads. */
  readonly cpuSeconds: number
  /** The same of its children that have ended. */
  readonly endedChildrenCpuSeconds: number
}

/** Linux gives every program this unit, whatever its own clock. */
const TICKS_PER_SECOND = 100

interface Stat {
  readonly pid: number
  readonly parentPid: number
  readonly name: string
  readonly cpuSeconds: number
  readonly endedChildrenCpuSeconds: number
}

/** The process and all that descend from it. */
export async function readTree(rootPid: number): Promise<ProcessCost[]> {
  const all = (await Promise.all((await readdir('/proc')).filter(isPid).map(readStat))).filter(
    stat => stat !== undefined
  )
  const tree = all.filter(stat => stat.pid === rootPid)
  for (const { pid } of tree) tree.push(...all.filter(stat => stat.parentPid === pid))
  const costs = await Promise.all(
    tree.map(async ({ parentPid: _, name, ...stat }) => {
      const [part, pssBytes] = await Promise.all([partOf(stat.pid, name, rootPid), readPssBytes(stat.pid)])
      return { ...stat, part, pssBytes }
    })
  )
  // One that ended meanwhile has no memory any more.
  return costs.filter(({ pssBytes }) => pssBytes > 0)
}

/**
 * Processor seconds since the tree began, by part. What an ended child of Node's has used is ffmpeg's; of
 * PostgreSQL's, its own.
 */
export function cpuByPart(tree: readonly ProcessCost[]): Record<Part, number> {
  const seconds: Record<Part, number> = { server: 0, transcoder: 0, PostgreSQL: 0, ffmpeg: 0 }
  for (const { part, cpuSeconds, endedChildrenCpuSeconds } of tree) {
    seconds[part] += cpuSeconds
    seconds[part === 'PostgreSQL' ? part : 'ffmpeg'] += endedChildrenCpuSeconds
  }
  return seconds
}

export async function readPeakRssBytes(pid: number): Promise<number> {
  return readKilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmHWM')
}

export async function readRssBytes(pid: number): Promise<number> {
  return readKilobytes(await readFile(`/proc/${pid}/status`, 'utf8'), 'VmRSS')
}

async function readPssBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return readKilobytes(rollup, 'Pss')
}

/** A figure of a file whose lines look like `Pss:    1234 kB`, where kB means 1024 bytes. */
function readKilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0) * 1024
}

async function readStat(pid: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name stands in parentheses and may hold any character.
  const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(text ?? '') ?? []
  if (name === undefined || rest === undefined) return undefined
  const fields = rest.split(' ').map(Number)
  const seconds = (first: number) => (fields[first]! + fields[first + 1]!) / TICKS_PER_SECOND
  return {
    pid: Number(pid),
    parentPid: fields[1]!,
    name,
    cpuSeconds: seconds(11),
    endedChildrenCpuSeconds: seconds(13)
  }
}

async function partOf(pid: number, name: string, rootPid: number): Promise<Part> {
  if (pid === rootPid) return 'server'
  if (name.startsWith('postgres')) return 'PostgreSQL'
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('transcoder/src/main.ts') ? 'transcoder' : 'ffmpeg'
}

function isPid(name: string): boolean {
  return /^\d+$/.test(name)
}
