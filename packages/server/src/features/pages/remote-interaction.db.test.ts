import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { siteOf } from '../../kernel/site.ts'
import { findAccount, findChannel } from '../actors/index.ts'

let database: FreshDatabase
let bench: PageBench
const origin = 'http://localhost:9000'

beforeAll(async () => {
  database = await freshDatabase()
  const people = await makePeople(database.db)
  bench = await openPageBench(people, {
    findActor: (kind, handle) => (kind === 'channel' ? findChannel : findAccount)(database.db, siteOf(origin), handle)
  })
})
afterAll(async () => {
  await bench.close()
  await database.close()
})

test.each([
  ['acct:ada@localhost:9000', `${origin}/a/ada`],
  ['@ada_channel@localhost:9000', `${origin}/c/ada_channel`],
  [`${origin}/w/abc?start=1`, `${origin}/w/abc?start=1`],
  [`${origin}//elsewhere.example/w`, `${origin}//elsewhere.example/w`]
])('%s leads to its page', async (uri, target) => {
  const answer = await bench.fetch(`/remote-interaction?${new URLSearchParams({ uri })}`)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, target])
})

test.each([
  'acct:ada@elsewhere.example',
  'https://elsewhere.example/w/x',
  'javascript:alert(1)',
  '',
  `nobody@localhost:9000`
])('%s is not found here', async uri => {
  const answer = await bench.fetch(`/remote-interaction?${new URLSearchParams({ uri })}`)
  expect(answer.status).toBe(404)
})
