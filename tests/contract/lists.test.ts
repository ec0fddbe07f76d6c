/** No order and no filter that the OpenAPI document offers is only taken: each of them changes what is answered. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWN_NOTIFICATION_TYPES_FROM } from '../../packages/server/src/contract/index.ts'
import { ABSENT_OPERATIONS } from '../../packages/server/src/contract/operations/absent.ts'
import { seedCrowd } from '../seeds/crowd.ts'
import { seedMember } from '../seeds/member.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { startWholeApp, type WholeApp } from '../support/whole-api/app.ts'
import { type Caller, makeCaller } from '../support/whole-api/callers.ts'
import { filtersOf, ordersOf, readerOf } from '../support/whole-api/lists.ts'
import { type Parameter, readOperations, type WalkedOperation } from '../support/whole-api/operations.ts'
import { sample, sampleQuery } from '../support/whole-api/samples.ts'
import { send } from '../support/whole-api/send.ts'
import { makeThings, SEEDED } from '../support/whole-api/things.ts'

/** Lists of what is in no table: the queue's jobs, and what this server does without. */
const ELSEWHERE = new Set<string>(['getJobs', 'getAllJobs', ...Object.keys(ABSENT_OPERATIONS)])
/** Has one value: there is no index of other servers to search in. */
const CHANGES_NOTHING = new Set(['searchTarget'])
/** Where what the schema tells of a filter is not enough to find something that it leaves out. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  startDate: ['2999-01-01'],
  state: ['2', 'pending'],
  type: ['2'],
  playlistType: ['2'],
  stateOneOf: ['2'],
  nsfw: ['true'],
  uuids: ['00000000-0000-4000-8000-000000000000']
}
/** What a filter is about, where it is about nothing otherwise. */
const TOGETHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nsfwFlagsIncluded: { nsfw: 'false' }
}
const ROWS = 5

let database: FreshDatabase
let app: WholeApp
let owner: Caller
let administrator: Caller
let lists: WalkedOperation[]

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  app = await startWholeApp(db)
  owner = await makeCaller(db, 'user', 'owner')
  administrator = await makeCaller(db, 'administrator')
  await seedCrowd(db, { videos: ROWS * 40, comments: ROWS * 20, follows: ROWS * 10 })
  await seedMember(db, owner, ROWS)
  await db.query('UPDATE video SET sensitive = true, sensitive_flags = 1 WHERE id % 2 = 0')
  await db.query(
    'INSERT INTO watch_history (user_id, video_id, current_seconds) SELECT $1, id, 5 FROM video ON CONFLICT DO NOTHING',
    [owner.userId]
  )
  await db.query('INSERT INTO notification (user_id, type, is_listed) VALUES ($1, $2, true)', [
    owner.userId,
    OWN_NOTIFICATION_TYPES_FROM
  ])
  const operations = await readOperations(app.origin)
  lists = operations.filter(({ isList, id }) => isList && !ELSEWHERE.has(id))
})
afterAll(async () => {
  await app.close()
  await database.close()
})

async function ask(list: WalkedOperation, reader: Caller, wish: Readonly<Record<string, string>>) {
  const { params } = await makeThings({ db: app.db, owner }, list, SEEDED)
  const query = new URLSearchParams({ ...(sampleQuery(list) as object), count: '100', ...wish }).toString()
  const { status, text } = await send(app.origin, list, { params, query, token: reader.token })
  return status === 200 ? text : undefined
}

test('every order of every list is the other way round with a minus', async () => {
  const faults: string[] = []
  for (const list of lists) {
    const reader = readerOf(list, owner, administrator)
    for (const sort of ordersOf(list).filter(order => !order.startsWith('-'))) {
      const [up, down] = [await ask(list, reader, { sort }), await ask(list, reader, { sort: `-${sort}` })]
      if (up === undefined || up === down) faults.push(`${list.id}?sort=${sort}`)
    }
  }
  expect(faults).toEqual([])
})

test('every filter of every list changes it', async () => {
  const faults: string[] = []
  for (const list of lists)
    for (const filter of filtersOf(list))
      if (!CHANGES_NOTHING.has(filter.name) && !(await doesChange(list, filter)))
        faults.push(`${list.id}?${filter.name}`)
  expect(faults).toEqual([])
})

/** For its reader, or for an administrator, whom more filters are open to. */
async function doesChange(list: WalkedOperation, filter: Parameter): Promise<boolean> {
  for (const reader of [readerOf(list, owner, administrator), administrator]) {
    const beside = TOGETHER[filter.name] ?? {}
    const before = await ask(list, reader, beside)
    for (const value of valuesOf(filter)) {
      const after = await ask(list, reader, { ...beside, [filter.name]: value })
      if (after !== undefined && after !== before) return true
    }
  }
  return false
}

function valuesOf({ name, schema }: Parameter): readonly string[] {
  const { default: _usual, ...item } = schema.items ?? schema
  if (VALUES[name]) return VALUES[name]
  if (item.enum) return item.enum.map(String)
  return item.type === 'boolean' ? ['true', 'false'] : [String(sample(item)), '77']
}
