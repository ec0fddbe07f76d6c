import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { verifyJsonLd, verifyRequest } from '@fedify/fedify/sig'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type PeerInbox, type ReceivedPost, servePeerInbox } from '../../../../../tests/support/peer-inbox.ts'
import { siteOf } from '../../kernel/site.ts'
import type { Clock } from '../../platform/clock.ts'
import { createListener } from '../../platform/listener.ts'
import { ensureApplication } from '../actor-store.ts'
import { withContext } from '../context.ts'
import { loadContext } from '../signatures/contexts.ts'
import { enqueueActivity, enqueueForward } from './enqueue.ts'
import { peerIsBack } from './store.ts'
import { openDeliveries } from './worker.ts'

const site = siteOf('http://127.0.0.1:1')
const signerUrl = `${site.origin}/accounts/peertube`
let database: FreshDatabase
let actorId: number
const open: { close(): Promise<void> }[] = []
const workers: Clock[] = []

beforeAll(async () => {
  database = await freshDatabase()
  await ensureApplication(database.db)
  const { rows } = await database.db.query<{ id: number }>("SELECT id FROM actor WHERE kind = 'application'")
  actorId = rows[0]!.id
})
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
  for (const peer of open.splice(0)) await peer.close()
  for (const table of ['outgoing_activity', 'peer_inbox', 'follow']) await database.db.query(`DELETE FROM ${table}`)
})
afterAll(() => database.close())

async function aPeer(): Promise<PeerInbox> {
  const peer = await servePeerInbox()
  open.push(peer)
  return peer
}

async function aWorker(): Promise<Clock> {
  const listener = createListener(database.url)
  const worker = openDeliveries({ db: database.db, site, listener })
  open.push(listener)
  workers.push(worker)
  await listener.open()
  return worker
}

const idOf = (name: string | number) => `${site.origin}/likes/${name}`
const like = (name: string | number) =>
  withContext('collection', { type: 'Like', id: idOf(name), actor: signerUrl, object: 'https://peer.example/v/1' })

const tell = (names: readonly (string | number)[], ...inboxes: string[]) =>
  database.db.transaction(async tx => {
    for (const name of names) await enqueueActivity(tx, { actorId, signerUrl, body: like(name), inboxes })
  })

async function rest(): Promise<Record<string, number>> {
  const { rows } = await database.db.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM delivery) AS deliveries, (SELECT count(*) FROM outgoing_activity) AS activities,
            (SELECT count(*) FROM peer_inbox) AS inboxes`
  )
  return rows[0]!
}
const allSent = (timeout = 5000) =>
  vi.waitFor(async () => expect(await rest()).toMatchObject({ deliveries: 0, activities: 0 }), {
    timeout,
    interval: 20
  })

interface InboxRow {
  readonly failures: number
  readonly failingSince: Date | null
  readonly lastError: string | null
  readonly lastSuccessAt: Date | null
  readonly waitMs: number
}
/** Once its turn is over. */
async function inboxAt(url: string): Promise<InboxRow> {
  return vi.waitFor(
    async () => {
      const { rows } = await database.db.query<InboxRow>(
        `SELECT failures, failing_since AS "failingSince", last_error AS "lastError", last_success_at AS "lastSuccessAt",
            extract(epoch FROM next_try_at - now())::float * 1000 AS "waitMs"
       FROM peer_inbox WHERE url = $1 AND leased_until < now()`,
        [url]
      )
      expect(rows).toHaveLength(1)
      return rows[0]!
    },
    { timeout: 6000, interval: 10 }
  )
}
const failed = (url: string, times: number) =>
  vi.waitFor(async () => expect((await inboxAt(url)).failures).toBe(times), { timeout: 5000, interval: 10 })
/** As if that much time had passed. */
const letPass = (url: string, ms = 3_600_000) =>
  database.db.query(
    `WITH moved AS (UPDATE peer_inbox SET next_try_at = next_try_at - $2 * interval '1 millisecond',
                      tried_at = tried_at - $2 * interval '1 millisecond',
                      failing_since = failing_since - $2 * interval '1 millisecond',
                      refusing_since = refusing_since - $2 * interval '1 millisecond'
                     WHERE url = $1 RETURNING 1)
     SELECT pg_notify('delivery', '') FROM moved`,
    [url, ms]
  )

test('what is told arrives at once, signed twice, and is forgotten', async () => {
  const peer = await aPeer()
  await aWorker()
  await tell(['first'], `${peer.origin}/inbox`, `${peer.origin}/u/bob/inbox`, `${peer.origin}/inbox`)
  await vi.waitFor(() => expect(peer.taken).toHaveLength(2), { timeout: 1500, interval: 5 })
  await allSent()
  expect(peer.received.map(({ path }) => path).sort()).toEqual(['/inbox', '/u/bob/inbox'])
  const [post] = peer.received as [ReceivedPost, ReceivedPost]
  expect(peer.received[1]!.text).toBe(post.text)
  const { signature, ...said } = JSON.parse(post.text)
  expect(said).toEqual(like('first'))
  expect(signature).toMatchObject({ type: 'RsaSignature2017', creator: signerUrl })
  expect(post.headers).toMatchObject({ 'content-type': 'application/activity+json', host: new URL(peer.origin).host })
  await expectSigned(post)
  expect(await inboxAt(`${peer.origin}/inbox`)).toMatchObject({ failures: 0, lastError: null })
})

/** By hand, and by Fedify. */
async function expectSigned({ path, headers, text }: ReceivedPost): Promise<void> {
  const { rows } = await database.db.query<{ pem: string }>('SELECT public_key_pem AS pem FROM actor_key')
  const publicKeyPem = rows[0]!.pem
  const header = String(headers['signature'])
  const names = /headers="([^"]+)"/.exec(header)![1]!
  expect(names).toBe('(request-target) host date digest')
  const lines = names
    .split(' ')
    .map(name => (name === '(request-target)' ? `${name}: post ${path}` : `${name}: ${headers[name]}`))
  const bytes = Buffer.from(/signature="([^"]+)"/.exec(header)![1]!, 'base64')
  expect(verify('sha256', Buffer.from(lines.join('\n')), createPublicKey(publicKeyPem), bytes)).toBe(true)
  expect(headers['digest']).toBe(`SHA-256=${createHash('sha256').update(text).digest('base64')}`)

  const context = ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1']
  const publicKey = { id: `${signerUrl}#main-key`, type: 'CryptographicKey', owner: signerUrl, publicKeyPem }
  const document = { '@context': context, id: signerUrl, type: 'Application', inbox: `${signerUrl}/inbox`, publicKey }
  const documentLoader = async () => ({ contextUrl: null, documentUrl: signerUrl, document })
  const request = new Request(`http://${headers.host}${path}`, {
    ...{ method: 'POST', body: text, headers: headers as Record<string, string> }
  })
  const loaders = { documentLoader, contextLoader: loadContext }
  expect(await verifyRequest(request, loaders)).not.toBeNull()
  expect(await verifyJsonLd(JSON.parse(text), loaders)).toBe(true)
}

test('what others said is passed on byte for byte', async () => {
  const peer = await aPeer()
  await aWorker()
  const text = `{ "id":"https://other.example/1",  "type":"Like", "é":"\\u00e9" }\n`
  await database.db.transaction(tx =>
    enqueueForward(tx, { actorId, signerUrl, text, inboxes: [`${peer.origin}/inbox`] })
  )
  await allSent()
  expect(peer.received.map(post => post.text)).toEqual([text])
})

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
  await database.db.query("UPDATE peer_inbox SET next_try_at = now() + interval '6 hours'")
  // It was tried a moment ago.
  await peerIsBack(database.db, new URL(inbox).host)
  expect((await inboxAt(inbox)).waitMs).toBeGreaterThan(5000)
  await database.db.query("UPDATE peer_inbox SET tried_at = now() - interval '6 hours'")
  await peerIsBack(database.db, new URL(inbox).host)
  await failed(inbox, 2)
})

test('who asks to wait is not tried before, whatever signs of life there are', async () => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(() => ({ status: 429, headers: { 'Retry-After': '600' } }))
  await aWorker()
  await tell([1], inbox)
  await failed(inbox, 1)
  await database.db.query("UPDATE peer_inbox SET tried_at = now() - interval '1 minute'")
  await peerIsBack(database.db, new URL(inbox).host)
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
  const { rows } = await database.db.query<{ id: number }>(
    `INSERT INTO actor (kind, preferred_username, display_name, host)
     VALUES ('person', 'bob', 'Bob', 'gone.example'), ('person', 'eve', 'Eve', 'there.example') RETURNING id`
  )
  for (const [index, { id }] of rows.entries()) {
    await database.db.query(
      `INSERT INTO remote_actor (actor_id, url, inbox_url, shared_inbox_url, public_key_url, public_key_pem)
       VALUES ($1, $2, $2 || '/inbox', $3, $2, '')`,
      [id, `http://actor.example/${id}`, index === 0 ? inbox : null]
    )
    await database.db.query("INSERT INTO follow (actor_id, target_actor_id, state) VALUES ($1, $2, 'accepted')", [
      id,
      actorId
    ])
  }
  peer.answerWith(() => 410)
  await aWorker()
  await tell([1, 2], inbox)
  await vi.waitFor(async () => expect(await rest()).toMatchObject({ deliveries: 0, inboxes: 0 }))
  const { rows: left } = await database.db.query<{ id: number }>('SELECT actor_id AS id FROM follow')
  expect(left).toEqual([{ id: rows[1]!.id }])
})

test('redirections are not followed', async () => {
  const peer = await aPeer()
  const other = await aPeer()
  const inbox = `${peer.origin}/inbox`
  peer.answerWith(() => ({ status: 308, headers: { Location: `${other.origin}/inbox` } }))
  await aWorker()
  await tell([1], inbox)
  await failed(inbox, 1)
  expect(other.received).toEqual([])
})

test('a public server brings nothing to addresses inside, nor without encryption', async () => {
  const peer = await aPeer()
  const { port } = new URL(peer.origin)
  const worker = openDeliveries({ db: database.db, site: siteOf('https://tube.example') })
  workers.push(worker)
  const inboxes = [
    `https://127.0.0.1:${port}/1`,
    `https://localhost:${port}/2`,
    `https://[::1]:${port}/3`,
    `${peer.origin}/4`
  ]
  await tell([1], ...inboxes)
  for (const inbox of inboxes) {
    await vi.waitFor(async () => expect((await inboxAt(inbox)).failures).toBe(1), { timeout: 6000 })
    expect(await inboxAt(inbox)).toMatchObject({ lastError: 'This address is not on the open internet' })
  }
  expect(peer.received).toEqual([])
})

test('two servers at once bring everything once and in order, 2,000 deliveries to three peers', async () => {
  const peers = await Promise.all([aPeer(), aPeer(), aPeer()])
  const names = Array.from({ length: 667 }, (_, index) => index)
  for (let from = 0; from < names.length; from += 50)
    await tell(names.slice(from, from + 50), ...peers.map(({ origin }) => `${origin}/inbox`))
  await Promise.all([aWorker(), aWorker()])
  await allSent(60_000)
  for (const peer of peers) expect(peer.taken).toEqual(names.map(idOf))
}, 70_000)

test('a server that stops in the middle leaves the rest to the next one', async () => {
  const peer = await aPeer()
  const names = Array.from({ length: 100 }, (_, index) => index)
  await tell(names, `${peer.origin}/inbox`)
  const first = await aWorker()
  await vi.waitFor(() => expect(peer.taken.length).toBeGreaterThan(5), { interval: 1 })
  await first.stop()
  const { deliveries } = await rest()
  expect(deliveries).toBeGreaterThan(0)
  await aWorker()
  await allSent()
  // What was on its way at that moment may have come twice, and nothing is missing.
  expect([...new Set(peer.taken)]).toEqual(names.map(idOf))
  expect(peer.taken.length).toBeLessThanOrEqual(names.length + 1)
})

test('what a dead server was bringing is brought again when its lease is over', async () => {
  const peer = await aPeer()
  const inbox = `${peer.origin}/inbox`
  await tell([1], inbox)
  await database.db.query("UPDATE peer_inbox SET leased_until = now() + interval '1 second'")
  const worker = await aWorker()
  await allSent()
  await worker.stop()
  expect(peer.taken).toEqual([idOf(1)])
})

test('keys of who is gone can still sign', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    ...{ modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  await database.db.query('INSERT INTO actor_key (actor_id, public_key_pem, private_key_pem) VALUES (99999, $1, $2)', [
    publicKey,
    privateKey
  ])
  const peer = await aPeer()
  await aWorker()
  const inboxes = [`${peer.origin}/inbox`]
  await database.db.transaction(async tx => {
    await enqueueActivity(tx, { actorId: 99999, signerUrl: `${site.origin}/accounts/was`, body: like('bye'), inboxes })
    await enqueueActivity(tx, { actorId: 88888, signerUrl: `${site.origin}/accounts/is`, body: like('never'), inboxes })
  })
  await allSent()
  expect(peer.taken).toEqual([idOf('bye')])
})
