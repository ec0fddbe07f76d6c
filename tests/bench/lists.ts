/**
 * Every list of the API in every order and with each filter, on a server after years: 100,000 videos, 1,000,000
 * comments, 50,000 follows. What the database needs for each, and which large tables it reads whole.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../packages/server/src/platform/embedded-postgres/index.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { type Database, openDatabase } from '../../packages/server/src/platform/postgres.ts'
import { seedCrowd, YEARS } from '../seeds/crowd.ts'
import { seedMember } from '../seeds/member.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { readerOf, type Wish, wishesFor } from '../support/whole-api/lists.ts'
import { readOperations, type WalkedOperation } from '../support/whole-api/operations.ts'
import { explain, isQuery, largeTables } from '../support/whole-api/plans.ts'
import { send } from '../support/whole-api/send.ts'
import { makeThings, SEEDED } from '../support/whole-api/things.ts'
import type { Table } from './table.ts'

const MIGRATIONS = new URL('../../packages/server/migrations', import.meta.url).pathname
const TARGET_MS = 20
const OF_MEMBER = 500
const LARGE_ROWS = 20_000
const RUNS = 3

interface Place {
  readonly app: WholeApp
  readonly owner: Caller
  readonly administrator: Caller
  readonly large: ReadonlySet<string>
}

interface Measured {
  readonly list: string
  readonly wish: Wish
  readonly executionMs: number
  readonly blocks: number
  readonly scanned: readonly string[]
  readonly statements: readonly string[]
}

export async function* measure(): AsyncGenerator<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'colombier-bench-lists-'))
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  const db = openDatabase(postgres.url)
  try {
    await migrate(db, MIGRATIONS)
    await seedCrowd(db, YEARS)
    yield* measureLists(db)
  } finally {
    await db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param db Seeded with a crowd. */
export async function* measureLists(db: Database): AsyncGenerator<Table> {
  // First, because it brings an actor of its own.
  const app = await startWholeApp(db)
  const owner = await makeCaller(db, 'user', 'owner')
  const administrator = await makeCaller(db, 'administrator')
  await seedMember(db, owner, OF_MEMBER)
  await db.query('VACUUM ANALYZE')
  try {
    const place = { app, owner, administrator, large: await largeTables(db, LARGE_ROWS) }
    const measured: Measured[] = []
    for (const list of (await readOperations(app.origin)).filter(({ isList }) => isList))
      measured.push(...(await measureList(place, list)))
    yield summary(measured)
    yield tooSlow(measured)
  } finally {
    await app.close()
  }
}

async function measureList({ app, owner, administrator, large }: Place, list: WalkedOperation): Promise<Measured[]> {
  const { params } = await makeThings({ db: app.db, owner }, list, SEEDED)
  const { token } = readerOf(list, owner, administrator)
  const measured: Measured[] = []
  for (const wish of wishesFor(list)) {
    const query = new URLSearchParams(wish.query).toString()
    await send(app.origin, list, { params, query, token })
    app.takeStatements()
    const { status } = await send(app.origin, list, { params, query, token })
    const statements = app.takeStatements().filter(isQuery)
    if (status !== 200) continue
    const plans = await Promise.all(statements.map(statement => quickest(app.db, statement)))
    measured.push({
      list: list.id,
      wish,
      executionMs: plans.reduce((sum, plan) => sum + plan.executionMs, 0),
      blocks: plans.reduce((sum, plan) => sum + plan.blocks, 0),
      scanned: [...new Set(plans.flatMap(plan => plan.scanned))].filter(name => large.has(name)),
      statements: statements.map(({ text }) => text)
    })
  }
  return measured
}

async function quickest(db: Database, statement: Parameters<typeof explain>[1]) {
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await explain(db, statement, { run: true }))
  return runs.toSorted((a, b) => a.executionMs - b.executionMs)[0]!
}

function summary(measured: readonly Measured[]): Table {
  const lists = [...Map.groupBy(measured, ({ list }) => list)].map(([list, all]) => {
    const worst = all.toSorted((a, b) => b.executionMs - a.executionMs)[0]!
    return [
      list,
      String(all.length),
      all[0]!.executionMs.toFixed(1),
      worst.executionMs.toFixed(1),
      worst.wish.name,
      worst.executionMs <= TARGET_MS ? 'yes' : 'NO'
    ]
  })
  return {
    title: `Lists with ${YEARS.videos} videos, ${YEARS.comments} comments, ${YEARS.follows} follows: in the database`,
    columns: ['', 'ways', 'as it is, ms', 'slowest, ms', 'with', `<= ${TARGET_MS} ms`],
    rows: lists
  }
}

function tooSlow(measured: readonly Measured[]): Table {
  return {
    title: `Above ${TARGET_MS} ms, or reading a large table whole`,
    columns: ['', 'with', 'ms', '8 kB blocks', 'reads whole'],
    rows: measured
      .filter(({ executionMs, scanned }) => executionMs > TARGET_MS || scanned.length > 0)
      .toSorted((a, b) => b.executionMs - a.executionMs)
      .map(({ list, wish, executionMs, blocks, scanned }) => [
        list,
        wish.name,
        executionMs.toFixed(1),
        String(blocks),
        scanned.join(' ')
      ])
  }
}
