/**
 * A PostgreSQL cluster with a migrated, empty database, made once for a whole run: making one takes a server longer than
 * all the rest of its start.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** In the folder of the run; a run of something else than tests has none. */
const madeFolder = () => join(tmpdir(), 'made-cluster')

/** @param folder Of a PostgreSQL that is stopped. */
export async function keepCluster(folder: string): Promise<void> {
  await copy(folder, madeFolder())
}

/** Into the data folder of a server that has not started yet. */
export async function giveCluster(dataFolder: string): Promise<void> {
  if (existsSync(madeFolder())) await copy(madeFolder(), join(dataFolder, 'postgres'))
}

/** With its owner, who is not root. */
const copy = (from: string, to: string) => run('cp', ['-a', from, to])
