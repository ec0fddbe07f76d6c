/** Servers that do not take what they are brought, for a while or for good. */
import { expect, test, vi } from 'vitest'
import { idOf, useDeliveries } from '../../../../../tests/support/delivery-bench.ts'
import { servePeerInbox } from '../../../../../tests/support/peer-inbox.ts'
import { peerIsBack } from './store.ts'

const deliveries = useDeliveries()
const { aPeer, aWorker, tell, rest, allSent, inboxAt, failed, letPass } = deliveries

test('a mailbox that fails for a while gets everything once, in order, when it is back', async () => {
  const peer = await aPeer()
  const other = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(() => 503)
  await aWorker()
  await tell([1, 2, 3], inbox, `${other.origin}/inbox`)
  await failed(inbox, 1)
  expect(peer.received).toHaveLength(1)
  expect(await inboxAt(inbox)).toMatchObject({ lastError: 'Answered with status 503', lastSuccessAt: null })
  await tell([4], inbox)
  await letPass(inbox)
  await failed(inbox, 2)
  // The other one did not wait for it.
  await vi.waitFor(() => expect(other.taken).toEqual([1, 2, 3].map(idOf)))
  peer.answerWith(() => 204)
  await letPass(inbox)
  await allSent()
  expect(peer.taken).toEqual([1, 2, 3, 4].map(idOf))
  expect(await inboxAt(inbox)).toMatchObject({ failures: 0, failingSince: null, lastSuccessAt: expect.any(Date) })
})

test('a server that does not answer is tried again, and a sign of life from it is enough', async () => {
  const gone = await servePeerInbox()
  const inbox = `${gone.origin}/inbox`
  await gone.close()
  await aWorker()
  await tell(['late'], inbox)
  await failed(inbox, 1)
  expect((await inboxAt(inbox)).waitMs).toBeLessThan(5000)
  await deliveries.db.query("UPDATE peer_inbox SET next_try_at = now() + interval '6 hours'")
  // It was tried a moment ago.
  await peerIsBack(deliveries.db, new URL(inbox).host)
  expect((await inboxAt(inbox)).waitMs).toBeGreaterThan(5000)
  await deliveries.db.query("UPDATE peer_inbox SET tried_at = now() - interval '6 hours'")
  await peerIsBack(deliveries.db, new URL(inbox).host)
  await failed(inbox, 2)
})

test('who asks to wait is not tried before, whatever signs of life there are', async () => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(() => ({ status: 429, headers: { 'Retry-After': '600' } }))
  await aWorker()
  await tell([1], inbox)
  await failed(inbox, 1)
  await deliveries.db.query("UPDATE peer_inbox SET tried_at = now() - interval '1 minute'")
  await peerIsBack(deliveries.db, new URL(inbox).host)
  expect((await inboxAt(inbox)).waitMs).toBeGreaterThan(590_000)
})

test.each([400, 413, 422])('an activity that is answered with %i is dropped, and the next ones go on', async status => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(({ text }) => (text.includes(idOf('odd')) ? status : 204))
  await aWorker()
  await tell([1, 'odd', 2], inbox)
  await allSent()
  expect(peer.taken).toEqual([1, 2].map(idOf))
  expect(peer.received).toHaveLength(3)
  expect(await inboxAt(inbox)).toMatchObject({ failures: 0, lastError: `Answered with status ${status}` })
})

test('a refusal is doubted for a quarter of an hour, and then believed', async () => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(() => 401)
  await aWorker()
  await tell([1, 2], inbox)
  await failed(inbox, 1)
  await letPass(inbox, 60_000)
  await failed(inbox, 2)
  expect(await rest()).toMatchObject({ deliveries: 2 })
  await letPass(inbox, 16 * 60_000)
  await allSent()
  expect(peer.received).toHaveLength(4)
  // They are heard again as soon as they are taken again.
  peer.answerWith(() => 202)
  await tell([3], inbox)
  await allSent()
  expect(peer.taken).toEqual([idOf(3)])
  expect(await inboxAt(inbox)).toMatchObject({ failures: 0, failingSince: null })
})

test.each([500, 403])('one activity that is answered with %i again and again holds up no others', async status => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(({ text }) => (text.includes(idOf('odd')) ? status : 204))
  await aWorker()
  await tell(['odd', 1, 2], inbox)
  for (const times of [1, 2, 3]) {
    await failed(inbox, times)
    expect(peer.taken).toEqual([])
    await letPass(inbox, 60_000)
  }
  await allSent()
  expect(peer.taken).toEqual([1, 2].map(idOf))
})

test('who is gone follows nobody any more', async () => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  const { rows } = await deliveries.db.query<{ id: number }>(
    `INSERT INTO actor (kind, preferred_username, display_name, host)
     VALUES ('person', 'bob', 'Bob', 'gone.example'), ('person', 'eve', 'Eve', 'there.example') RETURNING id`
  )
  for (const [index, { id }] of rows.entries()) {
    await deliveries.db.query(
      `INSERT INTO remote_actor (actor_id, url, inbox_url, shared_inbox_url, public_key_url, public_key_pem)
       VALUES ($1, $2, $2 || '/inbox', $3, $2, '')`,
      [id, `http://actor.example/${id}`, index === 0 ? inbox : null]
    )
    await deliveries.db.query("INSERT INTO follow (actor_id, target_actor_id, state) VALUES ($1, $2, 'accepted')", [
      id,
      deliveries.actorId
    ])
  }
  peer.answerWith(() => 410)
  await aWorker()
  await tell([1, 2], inbox)
  await vi.waitFor(async () => expect(await rest()).toMatchObject({ deliveries: 0, inboxes: 0 }))
  const { rows: left } = await deliveries.db.query<{ id: number }>('SELECT actor_id AS id FROM follow')
  expect(left).toEqual([{ id: rows[1]!.id }])
})
