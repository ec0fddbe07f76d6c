/** The parts of the server that need its database. Loaded while that one starts. */
import { open, rename } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TRANSCODE_QUEUE } from '@colombier/transcoder/contract'
import { BUSY_MS, sweepStrayFiles } from '../features/uploads/index.ts'
import { ensureFirstAdministrator, FIRST_ADMINISTRATOR } from '../features/users/index.ts'
import { createListener } from '../platform/listener.ts'
import { migrate } from '../platform/migrate.ts'
import { type Database, openDatabase } from '../platform/postgres.ts'
import { type JobQueue, openQueue } from '../platform/queue.ts'
import { openDiskStorage } from '../platform/storage/disk.ts'
import { clientAddressReader } from './client-address.ts'
import { compose } from './compose.ts'
import type { Config } from './config.ts'
import { type Live, openLive } from './live.ts'
import type { Stops } from './start.ts'
import { assertDatabase } from './start-checks.ts'
import { assertOwnStorage } from './start-storage.ts'
import { superviseTranscoder } from './start-transcoder.ts'

export interface NewAdministrator {
  readonly name: string
  /** Made up here; undefined when a setting gave it. */
  readonly password: string | undefined
  /** Where a made-up password is kept. */
  readonly passwordFile: string
}

export interface StartPartsOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly stops: Stops
}

export interface StartedParts {
  readonly handler: RequestListener
  readonly live: Live
  readonly administrator: NewAdministrator | undefined
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** @throws CannotStart */
export async function startParts({ config, databaseUrl, stops }: StartPartsOptions): Promise<StartedParts> {
  const db = openDatabase(databaseUrl)
  stops.add(200, db.close)
  await assertDatabase(db)
  const opening = openQueue(TRANSCODE_QUEUE, { databaseUrl, redisUrl: config.redisUrl })
  opening.catch(() => {})
  await migrate(db, MIGRATIONS)
  const administrator = await makeFirstAdministrator(db, config)
  const queue = await opening
  stops.add(300, queue.close)

  await assertOwnStorage(db, config.dataFolder)
  const storage = openDiskStorage(config.dataFolder)
  // Another machine's transcoder may be at work in the same folders only when it can reach the queue.
  const isAlone = !config.databaseUrl && !config.redisUrl
  await sweepStrayFiles({ db, storage }, { minimumAgeMs: isAlone ? 0 : BUSY_MS })
  const work = superviseWork({ config, databaseUrl, queue })
  const composition = await compose({ config, db, storage, queue: work.queue, prepareTranscoder: work.prepare })
  stops.add(1_700, () => Promise.all([composition.stop(), work.stop()]))
  const listener = createListener(databaseUrl)
  stops.add(200, listener.close)
  await composition.start(listener)
  const { tracker } = composition
  const addressOf = clientAddressReader(config.trustProxy)
  const live = openLive({ db, databaseUrl, origin: config.origin, tracker, addressOf })
  stops.add(200, live.close)
  return { handler: composition.handler, live, administrator }
}

interface Work {
  /** Wakes the transcoder at each new job. */
  readonly queue: JobQueue
  /** Has a transcoder ready for work that is about to come. */
  prepare(): void
  stop(): Promise<void>
}

function superviseWork(options: { config: Config; databaseUrl: string; queue: JobQueue }): Work {
  const { config, queue } = options
  if (config.transcodingConcurrency === 0) return { queue, prepare: () => {}, stop: async () => {} }
  const supervisor = superviseTranscoder(options)
  const add: JobQueue['add'] = async (...job) => {
    await queue.add(...job)
    supervisor.wake()
  }
  return { queue: { ...queue, add }, prepare: supervisor.wake, stop: supervisor.stop }
}

async function makeFirstAdministrator(db: Database, config: Config): Promise<NewAdministrator | undefined> {
  const passwordFile = join(config.dataFolder, 'administrator.txt')
  const { created, password } = await ensureFirstAdministrator(db, {
    password: config.adminPassword,
    email: config.adminEmail,
    keepPassword: madeUp => writePrivate(passwordFile, `name: ${FIRST_ADMINISTRATOR}\npassword: ${madeUp}\n`)
  })
  return created ? { name: FIRST_ADMINISTRATOR, password, passwordFile } : undefined
}

/** Whole or not at all, and on the disk when it returns. */
async function writePrivate(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
