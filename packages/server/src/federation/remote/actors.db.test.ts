import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { siteOf } from '../../kernel/site.ts'
import { type JsonObject, Refused } from '../deps.ts'
import { findOrFetchActor, findRemoteActor, refreshActor, storeActor } from './actors.ts'
import { resolveHandle } from './webfinger.ts'

const HOST = 'https://peer.example'
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

let database: FreshDatabase
let documents: Record<string, JsonObject>
let asked: string[]
const remote = {
  async document(url: string) {
    asked.push(url)
    const document = documents[url]
    if (!document) throw new Refused(`${url} is not there`)
    return document
  },
  picture: async () => Buffer.alloc(0)
}
const depsOf = () => ({ db: database.db, remote, site: siteOf('https://here.example') })

beforeAll(async () => {
  database = await freshDatabase()
})
beforeEach(async () => {
  await database.db.query('DELETE FROM actor')
  asked = []
  documents = { [person.id]: person, [channel.id]: channel }
})
afterAll(() => database.close())

const actorAt = (id: string, more: JsonObject = {}) => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  id,
  type: 'Person',
  inbox: `${id}/inbox`,
  outbox: `${id}/outbox`,
  preferredUsername: id.split('/').at(-1)!,
  publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
  ...more
})
const person = actorAt(`${HOST}/accounts/ada`, {
  name: 'Ada <script>alert(1)</script>L.',
  summary: '<p>One</p><p>Two &amp; three</p>',
  endpoints: { sharedInbox: `${HOST}/inbox` },
  url: [{ type: 'Link', mediaType: 'text/html', href: `${HOST}/a/ada` }]
})
const channel = actorAt(`${HOST}/video-channels/films`, {
  type: 'Group',
  attributedTo: [{ type: 'Person', id: person.id }]
})

async function shownAs(id: number) {
  const { rows } = await database.db.query(
    `SELECT preferred_username AS name, host, display_name, description, kind FROM actor WHERE id = $1`,
    [id]
  )
  return rows[0]
}

test('an actor is asked for once, and shown without what a browser would act upon', async () => {
  const [one, two] = await Promise.all([
    findOrFetchActor(depsOf(), person.id),
    findOrFetchActor(depsOf(), `${person.id}#main-key`)
  ])
  expect(two).toEqual(one)
  expect(await findOrFetchActor(depsOf(), person.id)).toEqual(one)
  expect(asked).toEqual([person.id])
  expect(one).toMatchObject({ sharedInboxUrl: `${HOST}/inbox`, accountId: expect.any(Number), channelId: null })
  expect(await shownAs(one.actorId)).toEqual({
    name: 'ada',
    host: 'peer.example',
    display_name: 'Ada L.',
    description: 'One\n\nTwo & three',
    kind: 'person'
  })
})

test('who was asked for days ago is looked after, once', async () => {
  const { actorId } = await findOrFetchActor(depsOf(), person.id)
  await database.db.query("UPDATE remote_actor SET fetched_at = now() - interval '3 days'")
  documents = {}
  for (let time = 0; time < 3; time++) expect(await findOrFetchActor(depsOf(), person.id)).toMatchObject({ actorId })
  await vi.waitFor(() => expect(asked).toEqual([person.id, person.id]))
  documents = { [person.id]: { ...person, name: 'Later' } }
  await refreshActor(depsOf(), person.id)
  expect(await shownAs(actorId)).toMatchObject({ display_name: 'Later' })
})

test('a channel brings its owner along', async () => {
  const found = await findOrFetchActor(depsOf(), channel.id)
  const owner = await findRemoteActor(database.db, person.id)
  const { rows } = await database.db.query('SELECT account_id FROM channel WHERE id = $1', [found.channelId])
  expect(rows).toEqual([{ account_id: owner?.accountId }])
})

test('who was only named becomes known', async () => {
  await database.db.query(
    "INSERT INTO actor (kind, preferred_username, host, display_name) VALUES ('person', 'Films', 'peer.example', 'Films')"
  )
  const found = await findOrFetchActor(depsOf(), channel.id)
  expect(await shownAs(found.actorId)).toMatchObject({ name: 'films', kind: 'group' })
})

test('an actor may change its key and name, and nobody may become somebody else', async () => {
  const { actorId } = await findOrFetchActor(depsOf(), person.id)
  documents[person.id] = { ...person, name: 'Countess', publicKey: { ...person.publicKey, id: `${person.id}#second` } }
  expect(await refreshActor(depsOf(), person.id)).toMatchObject({ actorId, publicKeyUrl: `${person.id}#second` })

  const twin = actorAt(`${HOST}/users/ada`, { preferredUsername: 'ada' })
  await expect(storeActor(depsOf(), twin)).rejects.toBeInstanceOf(Refused)
  await expect(storeActor(depsOf(), { ...person, type: 'Application' })).rejects.toBeInstanceOf(Refused)
  expect(await findRemoteActor(database.db, twin.id)).toBeUndefined()
})

test('a channel does not change hands by saying so', async () => {
  await findOrFetchActor(depsOf(), channel.id)
  const eve = actorAt(`${HOST}/accounts/eve`)
  documents[eve.id] = eve
  const stolen = { ...channel, attributedTo: [{ type: 'Person', id: eve.id }] }
  await expect(storeActor(depsOf(), stolen)).rejects.toBeInstanceOf(Refused)
})

test.each<[string, JsonObject]>([
  ['no key', { publicKey: undefined }],
  ['somebody else’s key', { publicKey: { ...person.publicKey, owner: `${HOST}/accounts/eve` } }],
  ['a key on another host', { publicKey: { ...person.publicKey, id: 'https://evil.example/key' } }],
  ['an inbox on another host', { inbox: 'https://victim.example/inbox' }],
  ['a shared inbox on another host', { endpoints: { sharedInbox: 'https://victim.example/inbox' } }],
  ['an inbox that is no address', { inbox: 'javascript:alert(1)' }],
  ['a name that is SQL', { preferredUsername: "a'; DROP TABLE actor; --" }],
  ['a name with an element', { preferredUsername: '<b>' }],
  ['another kind', { type: 'Note' }],
  ['a group without an owner', { type: 'Group' }],
  ['a group of another host’s owner', { type: 'Group', attributedTo: ['https://evil.example/accounts/eve'] }],
  ['a group that owns itself', { type: 'Group', attributedTo: [person.id] }]
])('an actor with %s is refused', async (_what, change) => {
  documents[person.id] = { ...person, ...change }
  await expect(findOrFetchActor(depsOf(), person.id)).rejects.toBeInstanceOf(Refused)
  const { rows } = await database.db.query('SELECT url FROM remote_actor')
  expect(rows).toEqual([])
})

test('channels that own each other lead nowhere', async () => {
  const other = actorAt(`${HOST}/video-channels/other`, { type: 'Group', attributedTo: [channel.id] })
  documents[other.id] = other
  documents[channel.id] = { ...channel, attributedTo: [other.id] }
  await expect(findOrFetchActor(depsOf(), channel.id)).rejects.toBeInstanceOf(Refused)
})

test.each<[string, JsonObject]>([
  ['a name that is no text', { name: 12 }],
  ['a date that is none', { published: 'yesterday' }],
  ['pictures that are none', { icon: 'javascript:alert(1)', image: [{ url: 3 }] }],
  ['a page that is none', { url: { href: 'file:///etc/passwd' } }]
])('an actor with %s is taken without it', async (_what, change) => {
  documents[person.id] = { ...person, ...change }
  await expect(findOrFetchActor(depsOf(), person.id)).resolves.toMatchObject({ url: person.id })
})

test('a handle leads to an actor of its server alone', async () => {
  const webfinger = (name: string, href: string) => {
    documents[`https://peer.example/.well-known/webfinger?resource=acct%3A${name}%40peer.example`] = {
      subject: `acct:${name}@peer.example`,
      links: [{ rel: 'self', type: 'application/activity+json', href }]
    }
  }
  webfinger('films', channel.id)
  webfinger('eve', 'https://evil.example/accounts/eve')
  documents['https://evil.example/accounts/eve'] = actorAt('https://evil.example/accounts/eve')
  expect(await resolveHandle(depsOf(), '@films@Peer.example')).toMatchObject({ url: channel.id })
  for (const handle of ['eve@peer.example', 'nobody@peer.example', 'films', 'films@', 'a b@peer.example'])
    await expect(resolveHandle(depsOf(), handle)).rejects.toBeInstanceOf(Refused)
})
