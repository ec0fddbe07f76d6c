import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { appendEvent } from '../../platform/events.ts'
import { signingKeyOf } from '../actor-store.ts'
import { enqueueActivity } from './enqueue.ts'
import { sweepDeliveries } from './sweep.ts'

const GONE = 424_242
const GONE_TOO = 434_343
let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
  await makePeople(database.db)
})
afterAll(() => database.close())
beforeEach(async () => {
  for (const table of ['outgoing_activity', 'peer_inbox', 'actor_key', 'domain_event'])
    await database.db.query(`DELETE FROM ${table}`)
})

const tell = (actorId: number, ...inboxes: string[]) =>
  database.db.transaction(tx =>
    enqueueActivity(tx, { actorId, signerUrl: 'https://tube.example/accounts/gone', body: {}, inboxes })
  )
const column = async (query: string) => {
  const { rows } = await database.db.query<{ value: unknown }>(query)
  return rows.map(({ value }) => value)
}
const keys = () => column('SELECT actor_id AS value FROM actor_key ORDER BY actor_id')
const inboxes = () => column('SELECT url AS value FROM peer_inbox ORDER BY url')

test('keys of who is gone stay until nothing is left to sign, and keys of who is there stay', async () => {
  const { db } = database
  const [living] = (await column("SELECT id AS value FROM actor WHERE preferred_username = 'ada'")) as [number]
  await signingKeyOf(db, living)
  expect(await signingKeyOf(db, GONE)).toBeUndefined()
  for (const id of [GONE, GONE_TOO])
    await db.query("INSERT INTO actor_key (actor_id, public_key_pem, private_key_pem) VALUES ($1, '', '')", [id])
  await tell(GONE, 'https://peer.example/inbox')
  await db.transaction(tx =>
    appendEvent(tx, { type: 'actor.removed', actorId: GONE_TOO, kind: 'person', name: 'gone', followerInboxes: [] })
  )
  await sweepDeliveries(db)
  expect(await keys()).toEqual([living, GONE, GONE_TOO])
  await db.query('DELETE FROM domain_event')
  await db.query('DELETE FROM delivery')
  await sweepDeliveries(db)
  expect(await keys()).toEqual([living])
  expect(await column('SELECT id AS value FROM outgoing_activity')).toEqual([])
})

test('what was not taken for eight days is dropped, and what is younger is kept', async () => {
  const { db } = database
  await tell(1, 'https://away.example/inbox', 'https://other.example/inbox')
  await db.query("UPDATE outgoing_activity SET created_at = now() - interval '7 days 23 hours'")
  await tell(2, 'https://away.example/inbox')
  await sweepDeliveries(db)
  expect(await column('SELECT count(*) AS value FROM delivery')).toEqual([3])
  await db.query("UPDATE outgoing_activity SET created_at = now() - interval '8 days 1 minute' WHERE actor_id = 1")
  await sweepDeliveries(db)
  expect(await column('SELECT actor_id AS value FROM outgoing_activity')).toEqual([2])
})

test('mailboxes that nobody has any more are forgotten after months', async () => {
  const { db } = database
  await aRemoteActor(db, 'bob', { origin: 'https://known.example' })
  await tell(1, 'https://waiting.example/inbox')
  await db.query(
    `INSERT INTO peer_inbox (url, host) SELECT 'https://' || host || '/inbox', host
       FROM unnest('{known.example,unknown.example,recent.example}'::text[]) host`
  )
  await db.query("UPDATE peer_inbox SET created_at = now() - interval '100 days'")
  await db.query("UPDATE peer_inbox SET last_success_at = now() WHERE host = 'recent.example'")
  await sweepDeliveries(db)
  expect(await inboxes()).toEqual(
    ['known.example', 'recent.example', 'waiting.example'].map(host => `https://${host}/inbox`)
  )
})
