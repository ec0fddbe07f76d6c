/** Whose activity it is: signatures, keys, and what others bring. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { ada, HOST, hub, like, problemOf, useInbox } from '../../../../../tests/support/inbox-bench.ts'
import { aRemoteActor, PEER_KEYS, postSigned } from '../../../../../tests/support/remote-actor.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { JsonObject } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'

const PEM = { type: 'spki', format: 'pem' } as const
const inbox = useInbox()
const { documents, asked, post, stored, stranger } = inbox

test('without a signature, or with one for another host, nothing is taken', async () => {
  const headers = { 'Content-Type': 'application/activity+json' }
  const bare = await fetch(`${inbox.origin}/inbox`, { method: 'POST', headers, body: JSON.stringify(like()) })
  expect(await problemOf(bare)).toEqual([403, 'This request carries no signature.'])
  const signedElsewhere = await postSigned(`${inbox.origin}/inbox`, ada, like(), {
    publicOrigin: 'https://other.example'
  })
  expect(signedElsewhere.status).toBe(401)
  expect((await post(like(), ada, '/inbox', { Date: 'Wed, 25 Nov 2020 16:00:00 GMT' })).status).toBe(401)
  expect(await stored()).toEqual([])
})

test('what somebody else brings needs a signature of its own, or a server that can be asked', async () => {
  expect(await problemOf(await post(like(), hub))).toEqual([403, expect.stringContaining('neither of its signer')])
  const signed = JSON.parse(
    await signBody({ body: like(), signerUrl: ada.url, privateKeyPem: PEER_KEYS.privateKeyPem })
  ) as JsonObject
  expect((await post(signed, hub)).status).toBe(202)
  expect((await post({ ...like(`${HOST}/a/1`), type: 'Create' }, hub)).status).toBe(202)
  expect((await post(like())).status).toBe(202)
  expect((await stored()).map(row => [row['type'], row['relayed_by']])).toEqual([
    ['Like', hub.url],
    ['Create', hub.url],
    ['Like', '']
  ])
})

test('a stranger is asked for, once', async () => {
  const sven = stranger('sven')
  const answers = await Promise.all([1, 2, 3].map(at => post(like(`${HOST}/s/${at}`, sven.url), sven)))
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
  expect(asked).toEqual([sven.url])
})

test('a key may lie at an address of its own, if its owner says so too', async () => {
  const { url } = stranger('kim')
  const keyId = `${url}/key`
  documents[keyId] = { id: keyId, owner: url, publicKeyPem: PEER_KEYS.publicKeyPem }
  expect((await post(like(`${HOST}/k/1`, url), { url: keyId })).status).toBe(401)

  const lea = stranger('lea').url
  const own = `${lea}/key`
  documents[own] = { id: own, owner: lea, publicKeyPem: PEER_KEYS.publicKeyPem }
  documents[lea] = {
    ...(documents[lea] as JsonObject),
    publicKey: { id: own, owner: lea, publicKeyPem: PEER_KEYS.publicKeyPem }
  }
  const { body, headers } = keyIdSigned(own, like(`${HOST}/l/1`, lea))
  expect((await fetch(`${inbox.origin}/inbox`, { method: 'POST', body, headers })).status).toBe(202)
})

function keyIdSigned(keyId: string, activity: object) {
  const body = JSON.stringify(activity)
  const date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const text = `(request-target): post /inbox\nhost: ${new URL(inbox.origin).host}\ndate: ${date}\ndigest: ${digest}`
  const signature = sign('sha256', Buffer.from(text), PEER_KEYS.privateKeyPem).toString('base64')
  const signed = `keyId="${keyId}",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`
  const headers = { Date: date, Digest: digest, Signature: signed }
  return { body, headers: { 'Content-Type': 'application/activity+json', ...headers } }
}

test('the farewell of somebody whom nobody here knew is forgotten', async () => {
  const gone = { url: `${HOST}/accounts/gone` }
  documents[gone.url] = new FetchError('refused', 'gone', { status: 410 })
  const farewell = { ...like(`${gone.url}/delete`, gone.url), type: 'Delete', object: gone.url }
  expect((await post(farewell, gone)).status).toBe(202)
  expect((await post({ ...farewell, object: ada.url }, gone)).status).toBe(401)
  expect((await post(like(`${HOST}/g/1`, gone.url), gone)).status).toBe(401)
  expect(await stored()).toEqual([])
  expect(asked).toEqual([gone.url])
})

test('whoever’s server does not answer is to come again', async () => {
  const slow = { url: `${HOST}/accounts/slow` }
  documents[slow.url] = new FetchError('unreachable', 'slow')
  expect((await post(like(`${HOST}/w/1`, slow.url), slow)).status).toBe(503)
  expect((await post(like(`${HOST}/w/1`, slow.url), slow)).status).toBe(503)
  expect(asked).toEqual([slow.url])
})

test.each(['nonsense', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export(PEM).toString()])(
  'another key is asked for when %s does not fit, once a minute',
  async old => {
    const noor = stranger(`noor${old.length}`)
    const activity = like(`${noor.url}/1`, noor.url)
    await aRemoteActor(inbox.db, `noor${old.length}`, { origin: HOST })
    const store = `UPDATE remote_actor SET public_key_pem = $2, fetched_at = now() - make_interval(secs => $3) WHERE url = $1`
    await inbox.db.query(store, [noor.url, old, 0])
    expect((await post(activity, noor)).status).toBe(401)
    expect(asked).toEqual([])
    await inbox.db.query(store, [noor.url, old, 61])
    expect((await post(activity, noor)).status).toBe(202)
    expect((await post(activity, noor)).status).toBe(202)
    expect(asked).toEqual([noor.url])
    await inbox.db.query(store, [noor.url, old, 61])
    expect((await post(activity, noor, '/inbox', { Date: new Date(0).toUTCString() })).status).toBe(401)
    expect(asked).toEqual([noor.url])
  }
)
