import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { verifyJsonLd, verifyRequest } from '@fedify/fedify/sig'
import { expect, test, vi } from 'vitest'
import { idOf, like, signerUrl, site, useDeliveries } from '../../../../../tests/support/delivery-bench.ts'
import type { ReceivedPost } from '../../../../../tests/support/peer-inbox.ts'
import { siteOf } from '../../kernel/site.ts'
import { loadContext } from '../signatures/contexts.ts'
import { enqueueActivity, enqueueForward } from './enqueue.ts'
import { openDeliveries } from './worker.ts'

const deliveries = useDeliveries()
const { aPeer, aWorker, tell, rest, allSent, inboxAt, failed } = deliveries

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
  const { rows } = await deliveries.db.query<{ pem: string }>('SELECT public_key_pem AS pem FROM actor_key')
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
    method: 'POST',
    body: text,
    headers: headers as Record<string, string>
  })
  const loaders = { documentLoader, contextLoader: loadContext }
  expect(await verifyRequest(request, loaders)).not.toBeNull()
  expect(await verifyJsonLd(JSON.parse(text), loaders)).toBe(true)
}

test('what others said is passed on byte for byte', async () => {
  const peer = await aPeer()
  await aWorker()
  const text = `{ "id":"https://other.example/1",  "type":"Like", "é":"\\u00e9" }\n`
  await deliveries.db.transaction(tx =>
    enqueueForward(tx, { actorId: deliveries.actorId, signerUrl, text, inboxes: [`${peer.origin}/inbox`] })
  )
  await allSent()
  expect(peer.received.map(post => post.text)).toEqual([text])
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
  const worker = openDeliveries({ db: deliveries.db, site: siteOf('https://tube.example') })
  deliveries.keep(worker)
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
  await deliveries.db.query("UPDATE peer_inbox SET leased_until = now() + interval '1 second'")
  const worker = await aWorker()
  await allSent()
  await worker.stop()
  expect(peer.taken).toEqual([idOf(1)])
})

test('keys of who is gone can still sign', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  await deliveries.db.query(
    'INSERT INTO actor_key (actor_id, public_key_pem, private_key_pem) VALUES (99999, $1, $2)',
    [publicKey, privateKey]
  )
  const peer = await aPeer()
  await aWorker()
  const inboxes = [`${peer.origin}/inbox`]
  await deliveries.db.transaction(async tx => {
    await enqueueActivity(tx, { actorId: 99999, signerUrl: `${site.origin}/accounts/was`, body: like('bye'), inboxes })
    await enqueueActivity(tx, { actorId: 88888, signerUrl: `${site.origin}/accounts/is`, body: like('never'), inboxes })
  })
  await allSent()
  expect(peer.taken).toEqual([idOf('bye')])
})
