/** PostgreSQL as a part of this program: made, started, watched and stopped by it, reachable over a UNIX socket only. */
import { chown, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { log } from '../log.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { DATABASE_NAME, DATABASE_USER, ensureCluster } from './cluster.ts'
import { lockFolder } from './folder-lock.ts'
import { launchPostmaster, type Postmaster, stopOrphan } from './postmaster.ts'
import { chooseOwner, type ProgramOwner } from './program-owner.ts'
import { sharedBuffers } from './shared-buffers.ts'

export interface EmbeddedPostgres {
  /** For openDatabase and openQueue; stays the same when PostgreSQL is restarted. */
  readonly url: string
  /** About two seconds at most. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Made when missing; nobody else's files belong in it. */
  readonly folder: string
  /** PostgreSQL settings besides those below. */
  readonly settings?: Record<string, string>
  /** Called once when PostgreSQL has died so often that it is not started again. */
  onGivenUp?(reason: string): void
}

/**
 * Small enough for the cheapest server, and as safe as PostgreSQL's own defaults: fsync and synchronous commits stay
 * on. Left out are the processes for replication, parallel queries and background reads, which nothing here needs.
 */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  huge_pages: 'off',
  jit: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '1',
  lc_messages: 'C',
  log_timezone: 'UTC',
  logging_collector: 'off'
}

/** The kernel's limit for a socket's path is 108 bytes with the closing zero. */
const SOCKET_PATH_BYTES = 107
const SOCKET_NAME = '.s.PGSQL.5432'

const RESTART_DELAYS_MS = [0, 500, 2_000, 5_000, 10_000]
/** A postmaster that lived this long has its earlier failures forgotten. */
const STEADY_MS = 60_000

/** @throws CannotStart when it cannot, or when a living server already uses the folder. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const folder = await realpath(options.folder)
  const binaries = await findBinaries()
  const lock = await lockFolder(folder)
  try {
    const owner = await chooseOwner(folder, [binaries.folder], binaries.postgres)
    if (owner.ids) await chown(folder, owner.ids.uid, owner.ids.gid)
    const cluster = await ensureCluster(folder, binaries, owner)
    const socket = await socketFolder(folder, owner)
    const launch = () => launchPatiently({ owner, binaries, cluster, settings: settingsFor(socket.path, options) })
    const supervisor = supervise(await launch(), launch, options)
    return {
      url: `postgresql:///${DATABASE_NAME}?host=${encodeURIComponent(socket.path)}&user=${DATABASE_USER}`,
      async stop() {
        await supervisor.stop()
        await socket.remove()
        await lock.release()
      }
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

function settingsFor(socketPath: string, options: EmbeddedPostgresOptions): Record<string, string> {
  const shared_buffers = sharedBuffers(memoryBytes())
  return { ...SETTINGS, shared_buffers, ...options.settings, unix_socket_directories: socketPath }
}

/** The machine's, or what a container is held to. */
const memoryBytes = () => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)

async function socketFolder(folder: string, { ids }: ProgramOwner): Promise<{ path: string; remove(): Promise<void> }> {
  const inside = join(folder, 'socket')
  const fits = Buffer.byteLength(join(inside, SOCKET_NAME)) <= SOCKET_PATH_BYTES
  // A comma would part two folders in PostgreSQL's setting.
  const isUsable = fits && !inside.includes(',')
  if (isUsable) await mkdir(inside, { recursive: true, mode: 0o700 })
  const path = isUsable ? inside : await mkdtemp(join(tmpdir(), 'colombier-'))
  if (ids) await chown(path, ids.uid, ids.gid)
  return { path, remove: async () => (isUsable ? undefined : rm(path, { recursive: true, force: true })) }
}

interface Launch {
  readonly owner: ProgramOwner
  readonly binaries: Binaries
  readonly cluster: string
  readonly settings: Record<string, string>
}

/** What an earlier run left behind may take some seconds to vanish. */
async function launchPatiently({ owner, binaries, cluster, settings }: Launch): Promise<Postmaster> {
  const end = performance.now() + 15_000
  for (;;) {
    await stopOrphan(cluster)
    try {
      return await launchPostmaster(owner, binaries.postgres, cluster, settings)
    } catch (error) {
      const reason = (error as Error).message
      const mayPass = /lock file|shared memory|Address already in use/.test(reason)
      if (!mayPass || performance.now() > end) throw new CannotStart(`PostgreSQL does not start: ${reason}`)
      await sleep(250)
    }
  }
}

/** Starts PostgreSQL again when it dies; the pools of connections find it by themselves. */
function supervise(
  first: Postmaster,
  launch: () => Promise<Postmaster>,
  { onGivenUp }: EmbeddedPostgresOptions
): { stop(): Promise<void> } {
  let current = first
  let isStopping = false
  let relaunching: Promise<void> = Promise.resolve()

  const relaunch = async () => {
    for (const delayMs of RESTART_DELAYS_MS) {
      await sleep(delayMs)
      if (isStopping) return
      try {
        current = await launch()
        return watch()
      } catch (error) {
        log('postgres').warn('PostgreSQL could not be started again: {reason}', { reason: (error as Error).message })
      }
    }
    onGivenUp?.('PostgreSQL stopped and could not be started again.')
  }
  let deaths = 0
  const watch = () => {
    const since = performance.now()
    void current.ended.then(() => {
      if (isStopping) return
      deaths = performance.now() - since > STEADY_MS ? 1 : deaths + 1
      if (deaths > RESTART_DELAYS_MS.length) return onGivenUp?.('PostgreSQL stopped again and again.')
      log('postgres').warn('PostgreSQL stopped unexpectedly; starting it again')
      relaunching = relaunch()
    })
  }
  watch()

  return {
    async stop() {
      isStopping = true
      await relaunching
      await current.stop()
    }
  }
}
