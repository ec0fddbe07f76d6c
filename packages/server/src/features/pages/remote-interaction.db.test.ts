import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { openPageBench, type PageBench } from '../../../../../tests/support/page-bench.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { siteOf } from '../../kernel/site.ts'
import { findAccount, findChannel } from '../actors/index.ts'

let database: FreshDatabase
let bench: PageBench
const origin = 'http://localhost:9000'

beforeAll(async () => {
  database = await freshDatabase()
  const people = await makePeople(database.db)
  bench = await openPageBench(people, {
    findActor: (kind, handle) => (kind === 'channel' ? findChannel : findAccount)(database.db, siteOf(origin), handle),
    findElsewhere: async (uri, viewer) => (viewer && uri === 'https://peer.example/w/x' ? '/w/here' : undefined)
  })
})
afterAll(async () => {
  await bench.close()
  await database.close()
})

test('what lies elsewhere is shown here to those who may have others asked', async () => {
  const uri = 'https://peer.example/w/x'
  const path = `/remote-interaction?${new URLSearchParams({ uri })}`
  expect((await bench.fetch(path)).status).toBe(404)
  const answer = await bench.fetch(path, { headers: { authorization: 'bob' } })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `${origin}/w/here`])
})

test('people elsewhere who are known have a page here', async () => {
  await aRemoteActor(database.db, 'zoe', { origin: 'https://peer.example' })
  for (const uri of ['acct:zoe@peer.example', '@Zoe@peer.example']) {
    const answer = await bench.fetch(`/remote-interaction?${new URLSearchParams({ uri })}`)
    expect(answer.headers.get('location')?.toLowerCase()).toBe(`${origin}/a/zoe@peer.example`)
  }
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
