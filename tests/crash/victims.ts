/** kill -9 of one part of a running server. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listProcesses } from '../support/processes.ts'
import type { RunningTestServer } from '../support/start-server.ts'

export type Victim = 'server' | 'postmaster' | 'transcoder' | 'ffmpeg'

/** @returns False when that part did not run just then. */
export async function killVictim(server: RunningTestServer, victim: Victim): Promise<boolean> {
  if (victim === 'server') {
    await server.kill()
    return true
  }
  const pid = victim === 'postmaster' ? await postmasterOf(server) : await findProcess(server, victim)
  if (pid === undefined) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

async function postmasterOf({ dataFolder }: RunningTestServer): Promise<number> {
  return Number.parseInt(await readFile(join(dataFolder, 'postgres/18/postmaster.pid'), 'utf8'), 10)
}

const COMMANDS = { transcoder: /transcoder\/src\/main\.ts/, ffmpeg: /^(\S*\/)?ffmpeg / }

async function findProcess(server: RunningTestServer, victim: keyof typeof COMMANDS): Promise<number | undefined> {
  const processes = await listProcesses(server.dataFolder)
  return processes.find(({ command }) => COMMANDS[victim].test(command))?.pid
}
