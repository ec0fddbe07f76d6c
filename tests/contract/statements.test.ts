/** A list asks the database twice at most, however long it is: for whose it is, and for the page with its total. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ABSENT_OPERATIONS } from '../../packages/server/src/contract/operations/absent.ts'
import { seedCrowd } from '../seeds/crowd.ts'
import { seedMember } from '../seeds/member.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { readerOf, wishesFor } from '../support/whole-api/lists.ts'
import { readOperations, type WalkedOperation } from '../support/whole-api/operations.ts'
import { isQuery, planningKilobytes, withoutIndex } from '../support/whole-api/plans.ts'
import { sampleQuery } from '../support/whole-api/samples.ts'
import { send } from '../support/whole-api/send.ts'
import { makeThings, SEEDED, THINGS } from '../support/whole-api/things.ts'

const STATEMENTS_MAX = 2
const LENGTHS = [0, 3, 30]
/** 17 tables in one join took 4,800, and three times as long to plan as to answer. */
const PLANNING_KILOBYTES_MAX = 4000
/**
 * Whoever asks is known for some seconds, how often they ask is counted, and transcoding is compared with its queue now
 * and then: none of it is a part of the list.
 */
const AROUND = /rate_limit|access_token_hash = \$1|transcoding\.attempt FROM transcoding|WHERE is_replacement/

/** Lists of what is in no table: the queue's jobs, and what this server does without. */
const ELSEWHERE = new Set<string>(['getJobs', 'getAllJobs', ...Object.keys(ABSENT_OPERATIONS)])

/** Tables that may be read whole: few rows in them, however many videos, comments and follows there are. */
const SMALL: Readonly<Record<string, string>> = {
  account_mute: 'those of one person and of the server, kept once for a whole statement',
  server_mute: 'as the mutes of accounts',
  abuse: 'moderators read each one',
  registration: 'administrators answer each one',
  app_user: 'the total of the members of one server',
  comment_total: 'sixteen rows'
}

interface Served {
  readonly database: FreshDatabase
  readonly app: WholeApp
  readonly owner: Caller
  readonly administrator: Caller
}

const served = new Map<number, Served>()

beforeAll(async () => {
  for (const length of LENGTHS) served.set(length, await serveLists(length))
})
afterAll(async () => {
  for (const { app, database } of served.values()) {
    await app.close()
    await database.close()
  }
})

async function serveLists(length: number): Promise<Served> {
  const database = await freshDatabase()
  const { db } = database
  // First, because it brings an actor of its own.
  const app = await startWholeApp(db)
  const owner = await makeCaller(db, 'user', 'owner')
  const administrator = await makeCaller(db, 'administrator')
  if (length > 0) {
    await seedCrowd(db, { videos: length * 40, comments: length * 20, follows: length * 10 })
    await seedMember(db, owner, length)
  }
  return { database, app, owner, administrator }
}

test('every list runs two statements at most, with 0, 3 and 30 rows', async () => {
  const lists = (await readOperations(served.get(0)!.app.origin)).filter(({ isList }) => isList)
  expect(lists.length).toBeGreaterThan(10)
  const faults: string[] = []
  for (const list of lists) for (const length of LENGTHS) faults.push(...(await count(list, length)))
  expect(faults).toEqual([])
})

async function count(list: WalkedOperation, length: number): Promise<string[]> {
  const { app, owner, administrator } = served.get(length)!
  const { params } = await makeThings({ db: app.db, owner }, list, length > 0 ? SEEDED : THINGS)
  const { token } = readerOf(list, owner, administrator)
  const query = new URLSearchParams({ ...(sampleQuery(list) as object), count: '100' }).toString()
  // Who holds the token is remembered from here on.
  await send(app.origin, list, { params, query, token })
  app.takeStatements()
  const { status, text } = await send(app.origin, list, { params, query, token })
  const statements = app.takeStatements().filter(statement => !AROUND.test(statement.text))
  const rows = status === 200 ? (JSON.parse(text) as { data: unknown[] }).data.length : -1
  return [
    ...(statements.length > STATEMENTS_MAX ? [`${list.id}, ${rows} rows: ${statements.length} statements`] : []),
    ...(status !== 200 && status !== 404 ? [`${list.id}: ${status} ${text}`] : []),
    ...(rows < length && !ELSEWHERE.has(list.id)
      ? [`${list.id}: ${rows} rows where there should be ${length} (tests/seeds)`]
      : [])
  ]
}

test('every list is planned quickly and finds its rows by an index, in every order and with each filter', async () => {
  const lists = (await readOperations(served.get(LENGTHS.at(-1)!)!.app.origin)).filter(({ isList }) => isList)
  const faults: string[] = []
  for (const list of lists) faults.push(...(await readWhole(list)))
  expect(faults).toEqual([])
})

/**
 * Each way to ask for a list that makes the database read a table from one end to the other, or think long about how
 * to answer.
 */
async function readWhole(list: WalkedOperation): Promise<string[]> {
  const { app, owner, administrator } = served.get(LENGTHS.at(-1)!)!
  const { params } = await makeThings({ db: app.db, owner }, list, SEEDED)
  const { token } = readerOf(list, owner, administrator)
  const faults: string[] = []
  for (const { name, query } of wishesFor(list)) {
    app.takeStatements()
    await send(app.origin, list, { params, query: new URLSearchParams(query).toString(), token })
    for (const statement of app.takeStatements().filter(isQuery)) {
      for (const table of await withoutIndex(app.db, statement))
        if (!(table in SMALL)) faults.push(`${list.id}?${name} reads all of ${table}`)
      const kilobytes = await planningKilobytes(app.db, statement)
      if (kilobytes > PLANNING_KILOBYTES_MAX) faults.push(`${list.id}?${name} takes ${kilobytes} kB to plan`)
    }
  }
  return [...new Set(faults)]
}
