/**
 * The whole server as app/compose.ts ties it together, in this process and on a database of its own; only what goes on
 * by itself (clocks, transcoders) does not. Every statement it runs can be read back.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Express } from 'express'
import { compose } from '../../../packages/server/src/app/compose.ts'
import { readConfig } from '../../../packages/server/src/app/config.ts'
import type { Database, Queryable } from '../../../packages/server/src/platform/postgres.ts'
import type { JobQueue } from '../../../packages/server/src/platform/queue.ts'
import { openDiskStorage } from '../../../packages/server/src/platform/storage/disk.ts'
import { serve } from '../serve.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface WholeApp {
  readonly origin: string
  /** For the tests' own statements, which are not noted. */
  readonly db: Database
  readonly express: Express
  readonly folder: string
  /** What the server asked of the database since the last call. */
  takeStatements(): Statement[]
  close(): Promise<void>
}

/** @param db Migrated. Not closed by `close`. */
export async function startWholeApp(db: Database, env: Readonly<Record<string, string>> = {}): Promise<WholeApp> {
  const folder = await mkdtemp(join(tmpdir(), 'whole-app-'))
  const statements: Statement[] = []
  const config = readConfig({ COLOMBIER_DATA: folder, COLOMBIER_REGISTRATION: 'open', PORT: '1', ...env })
  const composition = await compose({
    config,
    db: noting(db, statements),
    queue: idleQueue(),
    storage: openDiskStorage(folder),
    prepareTranscoder: () => {}
  })
  const express = composition.handler as Express
  const server = await serve(express)
  return {
    origin: server.origin,
    db,
    express,
    folder,
    takeStatements: () => statements.splice(0),
    async close() {
      await server.close()
      await composition.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function noting(db: Database, statements: Statement[]): Database {
  const note = (queryable: Queryable): Queryable => ({
    query(text, values = [], name) {
      statements.push({ text, values })
      return queryable.query(text, values, name)
    }
  })
  return { ...note(db), transaction: work => db.transaction(tx => work(note(tx))), close: db.close }
}

/** Takes jobs, and nobody ever does them. */
function idleQueue(): JobQueue {
  const nothing = async () => {}
  return {
    add: nothing,
    find: async () => undefined,
    remove: nothing,
    pause: async () => {},
    resume: async () => {},
    countUnfinished: async () => 0,
    subscribe: nothing,
    close: nothing
  }
}
