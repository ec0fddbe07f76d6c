import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople } from '../../../../../tests/support/people.ts'
import { aRemoteActor, PEER_KEYS, postSigned } from '../../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../../tests/support/serve.ts'
import { siteOf } from '../../kernel/site.ts'
import { FetchError } from '../../platform/fetch.ts'
import { type JsonObject, Refused, type RemoteActor } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'
import { readActivities } from './read-activities.ts'
import { inboxRoutes } from './routes.ts'

const PEM = { type: 'spki', format: 'pem' } as const
/** Its port is another each time. */
const HERE = 'http://127.0.0.1'
const HOST = 'https://peer.example'
const ADA = `${HOST}/accounts/ada`
const HUB = 'https://hub.example/accounts/hub'

let database: FreshDatabase
let server: TestServer
let ada: RemoteActor
let hub: RemoteActor
let documents: Record<string, JsonObject | Error>
let asked: string[]
let taken: { key: string; isAllowed: boolean }

beforeAll(async () => {
  database = await freshDatabase()
  await makePeople(database.db)
  ada = await aRemoteActor(database.db, 'ada', { origin: HOST })
  hub = await aRemoteActor(database.db, 'hub', { origin: 'https://hub.example', kind: 'application' })
  const remote = {
    async document(url: string) {
      asked.push(url)
      const found = documents[url] ?? new Refused('Nothing is there')
      if (found instanceof Error) throw found
      return found
    },
    picture: async () => Buffer.alloc(0)
  }
  const limiter = {
    takeFast(key: string) {
      taken.key = key
      return { isAllowed: taken.isAllowed, remaining: 0, freeInSeconds: 1, retryAfterSeconds: 1 }
    }
  }
  const app = express()
  server = await serve(app)
  app.use(inboxRoutes({ db: database.db, site: siteOf(server.origin), remote, limiter }))
})
beforeEach(async () => {
  documents = {}
  asked = []
  taken = { key: '', isAllowed: true }
  await database.db.query('TRUNCATE inbox_activity')
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const like = (id = `${HOST}/likes/1`, actor: unknown = ADA): JsonObject => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  ...{ type: 'Like', id, actor, object: `${HERE}/videos/watch/1` }
})
const post = (activity: object, signer: Pick<RemoteActor, 'url'> = ada, path = '/inbox', headers = {}) =>
  postSigned(server.origin + path, signer, activity, { headers })

async function stored() {
  const { rows } = await database.db.query<Record<string, unknown>>(
    `SELECT activity_id, actor_url, relayed_by, type, object_url, body, state FROM inbox_activity ORDER BY id`
  )
  return rows
}
async function problemOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as { detail: string }).detail]
}

test.each(['/inbox', '/accounts/ada/inbox', '/accounts/ADA/inbox', '/video-channels/ada_channel/inbox'])(
  'at %s an activity is taken, once however often it comes',
  async path => {
    const activity = { ...like(), content: 'Vélo' }
    expect((await post(activity, ada, path)).status).toBe(202)
    expect((await post(activity, ada, path)).status).toBe(202)
    expect(await stored()).toEqual([
      {
        ...{ activity_id: `${HOST}/likes/1`, actor_url: ada.url, relayed_by: '', type: 'Like', state: 'waiting' },
        ...{ object_url: `${HERE}/videos/watch/1`, body: JSON.stringify(activity) }
      }
    ])
    expect(taken.key).toContain('peer.example')
  }
)

test('what is done again under its old id, as PeerTube does it, is something new', async () => {
  const again = [like(), { ...like(), signature: { created: 'later' } }, like()]
  for (const activity of again) expect((await post(activity)).status).toBe(202)
  expect((await stored()).map(({ body }) => body)).toEqual(again.slice(0, 2).map(activity => JSON.stringify(activity)))
})

test.each(['/accounts/nobody/inbox', '/accounts/ada_channel/inbox', '/video-channels/ada/inbox'])(
  'nobody has the inbox %s',
  async path => expect((await post(like(), ada, path)).status).toBe(404)
)

test('a comment from elsewhere may be taken away under its own address, as PeerTube does it, and nothing else', async () => {
  const note = 'https://other.example/notes/1'
  const removal = { ...like(`${note}/delete`), type: 'Delete', object: note }
  expect((await post(removal)).status).toBe(202)
  expect((await post({ ...removal, type: 'Update' })).status).toBe(400)
  expect((await post({ ...removal, object: `${HOST}/notes/1` })).status).toBe(400)
  expect(await stored()).toMatchObject([{ type: 'Delete', actor_url: ada.url, object_url: note }])
})

test('many at once are all written', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => post(like(`${HOST}/likes/${at % 40}`))))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  expect(await stored()).toHaveLength(40)
})

test('who delivers is told what waits for them', async () => {
  await database.db.query(
    `INSERT INTO peer_inbox (url, host, failures, next_try_at, tried_at)
     VALUES ($1, 'back.example', 9, now() + interval '5 hours', now() - interval '1 hour')`,
    ['https://back.example/inbox']
  )
  const back = await aRemoteActor(database.db, 'back', { origin: 'https://back.example' })
  expect((await post(like('https://back.example/likes/1', back.url), back)).status).toBe(202)
  await vi.waitFor(async () => {
    const { rows } = await database.db.query('SELECT 1 FROM peer_inbox WHERE next_try_at <= now()')
    expect(rows).toHaveLength(1)
  })
})

test('a collection brings its activities', async () => {
  const items = [like(`${HOST}/likes/1`), like(`${HOST}/likes/2`)]
  const context = 'https://www.w3.org/ns/activitystreams'
  expect((await post({ '@context': context, type: 'OrderedCollection', orderedItems: items })).status).toBe(202)
  expect((await post({ '@context': context, type: 'Collection', items: [like(`${HOST}/likes/3`)] })).status).toBe(202)
  expect((await post({ type: 'Collection', totalItems: 0 })).status).toBe(202)
  expect((await stored()).map(row => row['activity_id'])).toEqual([1, 2, 3].map(at => `${HOST}/likes/${at}`))
  const many = Array.from({ length: 101 }, (_, at) => like(`${HOST}/likes/${at}`))
  expect((await post({ type: 'Collection', items: many })).status).toBe(400)
  expect((await post({ type: 'Collection', items: [`${HOST}/likes/4`] })).status).toBe(400)
})

const nested = (depth: number): unknown => (depth === 0 ? 'deep' : { inner: nested(depth - 1) })
const listed = (depth: number): unknown => (depth === 0 ? 'deep' : [listed(depth - 1)])

test.each<[string, object, RegExp]>([
  ['no id', { ...like(), id: undefined }, /id of the activity/],
  ['an id that is no address', like('nonsense'), /id of the activity/],
  ['an id as long as a book', like(`${HOST}/${'a'.repeat(3000)}`), /id of the activity/],
  ['an id with a control character', like(`${HOST}/likes/\u0000`), /id of the activity/],
  ['an id on another host', like('https://other.example/likes/1'), /not on the host/],
  ['an id on another port', like('https://peer.example:8443/likes/1'), /not on the host/],
  ['no type', { ...like(), type: undefined }, /type/],
  ['several types', { ...like(), type: ['Like', 'Create'] }, /type/],
  ['no actor', { ...like(), actor: undefined }, /actor/],
  ['several actors', { ...like(), actor: [ADA, HUB] }, /actor/],
  ['a list', [like()], /not a JSON object/],
  ['@graph', { ...like(), object: { '@graph': [] } }, /may not say @graph/],
  ['@included', { ...like(), '@included': [] }, /may not say @included/],
  ['@reverse in its context', { ...like(), '@context': [{ a: { '@reverse': 'as:object' } }] }, /may not say @reverse/],
  ['too many levels of objects', { ...like(), object: nested(20) }, /nested deeper/],
  ['too many levels of lists', { ...like(), object: listed(400) }, /nested deeper/]
])('%s is refused', async (_name, activity, reason) => {
  expect(await problemOf(await post(activity))).toEqual([400, expect.stringMatching(reason)])
  expect(await stored()).toEqual([])
})

test('nobody here is told of from elsewhere', async () => {
  const ours = like(`${server.origin}/likes/1`, `${server.origin}/accounts/ada`)
  expect(await problemOf(await post(ours))).toEqual([400, 'The actor of the activity is somebody here.'])
})

test('among servers of the open internet, addresses are encrypted', () => {
  const read = (activity: object) =>
    readActivities(Buffer.from(JSON.stringify(activity)), siteOf('https://here.example'))
  expect(read(like())).toHaveLength(1)
  expect(() => read(like('http://peer.example/likes/1'))).toThrow('id of the activity')
  expect(() => read(like(`${HOST}/likes/1`, 'http://peer.example/accounts/ada'))).toThrow('actor of the activity')
})

test('twenty levels are taken', async () => {
  expect((await post({ ...like(), object: nested(19) })).status).toBe(202)
})

/** As `postSigned`, but of any bytes. */
function postBytes(body: Buffer, headers: Record<string, string> = {}) {
  const date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const text = `(request-target): post /inbox\nhost: ${new URL(server.origin).host}\ndate: ${date}\ndigest: ${digest}`
  const signature = sign('sha256', Buffer.from(text), PEER_KEYS.privateKeyPem).toString('base64')
  const signed = `keyId="${ada.url}",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`
  return fetch(`${server.origin}/inbox`, {
    ...{ method: 'POST', body: new Uint8Array(body) },
    headers: {
      ...{ Date: date, Digest: digest, Signature: signed },
      'Content-Type': 'application/activity+json',
      ...headers
    }
  })
}

test.each<[string, Buffer, number]>([
  ['nonsense', Buffer.from('{'), 400],
  ['nothing', Buffer.alloc(0), 400],
  ['half a character', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3]), Buffer.from('"}')]), 400],
  ['a hundred thousand brackets', Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)), 400],
  ['more than a megabyte', Buffer.from(JSON.stringify({ ...like(), content: 'a'.repeat(1_000_000) })), 413]
])('%s is refused', async (_name, body, status) => {
  expect((await postBytes(body)).status).toBe(status)
  expect(await stored()).toEqual([])
})

test('what is packed is not unpacked', async () => {
  const packed = gzipSync(JSON.stringify({ ...like(), content: 'a'.repeat(5_000_000) }))
  expect((await postBytes(packed, { 'Content-Encoding': 'gzip' })).status).toBe(415)
})

test.each([
  ['application/activity+json; charset=utf-8', 202],
  ['application/ld+json; profile="https://www.w3.org/ns/activitystreams"', 202],
  ['application/ld+json', 415],
  ['application/json', 415],
  ['text/html', 415],
  ['', 415]
])('of the type %j a body is answered with %i', async (type, status) => {
  expect((await post(like(), ada, '/inbox', { 'Content-Type': type })).status).toBe(status)
})

test('without a signature, or with one for another host, nothing is taken', async () => {
  const headers = { 'Content-Type': 'application/activity+json' }
  const bare = await fetch(`${server.origin}/inbox`, { method: 'POST', headers, body: JSON.stringify(like()) })
  expect(await problemOf(bare)).toEqual([403, 'This request carries no signature.'])
  const signedElsewhere = await postSigned(`${server.origin}/inbox`, ada, like(), {
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

test('nothing of a muted instance is taken, whoever brings it', async () => {
  await database.db.query("INSERT INTO server_mute (host) VALUES ('muted.example')")
  const mallory = await aRemoteActor(database.db, 'mallory', { origin: 'https://muted.example' })
  const create = { ...like('https://muted.example/1', mallory.url), type: 'Create' }
  for (const signer of [mallory, hub])
    expect(await problemOf(await post(create, signer))).toEqual([403, 'Nothing of muted.example is taken here.'])
  expect(await stored()).toEqual([])
})

test('whoever brings too much is told when to come again', async () => {
  taken.isAllowed = false
  const answer = await post(like())
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
  taken.key = ''
  expect((await post(like(), ada, '/inbox', { Digest: 'SHA-256=AAAA' })).status).toBe(401)
  expect(taken.key).toBe('')
})

const stranger = (name: string, more: JsonObject = {}) => {
  const id = `${HOST}/accounts/${name}`
  const publicKey = { id: `${id}#main-key`, owner: id, publicKeyPem: PEER_KEYS.publicKeyPem }
  documents[id] = { id, type: 'Person', preferredUsername: name, inbox: `${id}/inbox`, publicKey, ...more }
  return { url: id }
}

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
  expect((await fetch(`${server.origin}/inbox`, { method: 'POST', body, headers })).status).toBe(202)
})

function keyIdSigned(keyId: string, activity: object) {
  const body = JSON.stringify(activity)
  const date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const text = `(request-target): post /inbox\nhost: ${new URL(server.origin).host}\ndate: ${date}\ndigest: ${digest}`
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
    await aRemoteActor(database.db, `noor${old.length}`, { origin: HOST })
    const store = `UPDATE remote_actor SET public_key_pem = $2, fetched_at = now() - make_interval(secs => $3) WHERE url = $1`
    await database.db.query(store, [noor.url, old, 0])
    expect((await post(activity, noor)).status).toBe(401)
    expect(asked).toEqual([])
    await database.db.query(store, [noor.url, old, 61])
    expect((await post(activity, noor)).status).toBe(202)
    expect((await post(activity, noor)).status).toBe(202)
    expect(asked).toEqual([noor.url])
    await database.db.query(store, [noor.url, old, 61])
    expect((await post(activity, noor, '/inbox', { Date: new Date(0).toUTCString() })).status).toBe(401)
    expect(asked).toEqual([noor.url])
  }
)
