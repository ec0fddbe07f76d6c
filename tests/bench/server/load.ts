/** Requests in number, sent from a process of their own so that counting them slows nobody down. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Load {
  readonly port: number
  /** Asked for in turn. */
  readonly paths: readonly string[]
  /** Kept open; each has one request under way at most. */
  readonly connections: number
  readonly durationMs: number
  /** Requests come at this rate whether or not the earlier ones are answered; without it, as fast as they are. */
  readonly ratePerSecond?: number
}

export interface LoadResult {
  /** Answered with 200. */
  readonly answered: number
  /** Answered otherwise, or not at all. */
  readonly failed: number
  readonly durationMs: number
  /** From when the request was due, so that waiting for an earlier one counts. */
  readonly p50Ms: number
  readonly p99Ms: number
}

export async function sendLoad(load: Load): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'load-process.ts'), JSON.stringify(load)])
  return JSON.parse(stdout) as LoadResult
}
