import { createHash, sign } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { ADA, ada, HERE, HOST, HUB, hub, like, problemOf, useInbox } from '../../../../../tests/support/inbox-bench.ts'
import { aRemoteActor, PEER_KEYS } from '../../../../../tests/support/remote-actor.ts'
import { siteOf } from '../../kernel/site.ts'
import { readActivities } from './read-activities.ts'

const inbox = useInbox()
const { taken, post, stored } = inbox

test.each(['/inbox', '/accounts/ada/inbox', '/accounts/ADA/inbox', '/video-channels/ada_channel/inbox'])(
  'at %s an activity is taken, once however often it comes',
  async path => {
    const activity = { ...like(), content: 'Vélo' }
    expect((await post(activity, ada, path)).status).toBe(202)
    expect((await post(activity, ada, path)).status).toBe(202)
    expect(await stored()).toEqual([
      {
        activity_id: `${HOST}/likes/1`,
        actor_url: ada.url,
        relayed_by: '',
        type: 'Like',
        state: 'waiting',
        object_url: `${HERE}/videos/watch/1`,
        body: JSON.stringify(activity)
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
  await inbox.db.query(
    `INSERT INTO peer_inbox (url, host, failures, next_try_at, tried_at)
     VALUES ($1, 'back.example', 9, now() + interval '5 hours', now() - interval '1 hour')`,
    ['https://back.example/inbox']
  )
  const back = await aRemoteActor(inbox.db, 'back', { origin: 'https://back.example' })
  expect((await post(like('https://back.example/likes/1', back.url), back)).status).toBe(202)
  await vi.waitFor(async () => {
    const { rows } = await inbox.db.query('SELECT 1 FROM peer_inbox WHERE next_try_at <= now()')
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
  const ours = like(`${inbox.origin}/likes/1`, `${inbox.origin}/accounts/ada`)
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
  const text = `(request-target): post /inbox\nhost: ${new URL(inbox.origin).host}\ndate: ${date}\ndigest: ${digest}`
  const signature = sign('sha256', Buffer.from(text), PEER_KEYS.privateKeyPem).toString('base64')
  const signed = `keyId="${ada.url}",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"`
  return fetch(`${inbox.origin}/inbox`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: {
      Date: date,
      Digest: digest,
      Signature: signed,
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

test('nothing of a muted instance is taken, whoever brings it', async () => {
  await inbox.db.query("INSERT INTO server_mute (host) VALUES ('muted.example')")
  const mallory = await aRemoteActor(inbox.db, 'mallory', { origin: 'https://muted.example' })
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
