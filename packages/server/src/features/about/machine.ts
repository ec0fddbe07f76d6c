/** What this server runs on. */
import { execFile } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { DiskSpace, MachineFacts } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { readDatabaseVersion } from './running-store.ts'

const ASK_MS = 5000

export async function readDisk(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}

export async function readMachine(db: Queryable, version: string): Promise<MachineFacts> {
  return {
    version,
    node: process.versions.node,
    postgres: await readDatabaseVersion(db),
    ffmpeg: await readFfmpeg(),
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString()
  }
}

async function readFfmpeg(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ffmpeg', ['-version'], { timeout: ASK_MS })
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}
