import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { actorDocument } from '../../../../../tests/support/remote-server.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { requestFollow } from '../../features/follows/index.ts'
import { deleteServerFollow, wishToFollow } from '../../features/server-follows/index.ts'
import { ensureApplication } from '../actor-store.ts'
import { Refused, type RemoteActor } from '../deps.ts'
import { settleWishes } from '../remote/wishes.ts'

const HERE = 'https://here.example'
const PEER = 'https://peer.example'
const CHANNEL = `${HERE}/video-channels/ada_channel`
const SERVER = `${HERE}/accounts/peertube`

let database: FreshDatabase
let people: People
let fixture: FederationFixture
let peer: RemoteActor
let remo: RemoteActor
let films: RemoteActor

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  peer = await aRemoteActor(database.db, 'peertube', { kind: 'application', origin: PEER })
  remo = await aRemoteActor(database.db, 'remo', { origin: PEER })
  films = await aRemoteActor(database.db, 'films', { kind: 'group', origin: PEER, owner: remo })
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM follow')
  await database.db.query('TRUNCATE domain_event, outbox_reading')
  fixture = federationOf(database.db)
})

const followBy = ({ url }: RemoteActor, object: string, number = 1) => ({
  type: 'Follow',
  id: `${url}/follows/${number}`,
  actor: url,
  object
})
async function follows() {
  const { rows } = await database.db.query<{ follower: string; followed: string; state: string }>(
    `SELECT follower.preferred_username AS follower, followed.preferred_username AS followed, state
       FROM follow JOIN actor follower ON follower.id = follow.actor_id
       JOIN actor followed ON followed.id = follow.target_actor_id ORDER BY follow.id`
  )
  return rows
}
const withSettings = (change: Parameters<typeof someSettings>[0]) => {
  fixture = federationOf(database.db)
  Object.assign(fixture.deps, { settings: someSettings(change) })
}

test('who follows a channel is answered at their own mailbox, each time they ask', async () => {
  const channel = CHANNEL
  const follow = followBy(remo, channel)
  await fixture.receive(remo, follow)
  await fixture.receive(remo, follow)
  expect(await follows()).toMatchObject([{ follower: 'remo', state: 'accepted' }])
  const told = await fixture.tell()
  expect(told.map(({ body }) => body.type)).toEqual(['Accept', 'Accept'])
  expect(told[0]).toMatchObject({
    signerUrl: channel,
    inboxes: [`${remo.url}/inbox`],
    body: {
      id: expect.stringMatching(/^https:\/\/here\.example\/accepts\/follows\/\d+$/),
      actor: channel,
      object: follow
    }
  })
})

test('a server that follows this one waits for the administrator when it has to', async () => {
  withSettings({ followers: { instance: { enabled: true, manualApproval: true } } })
  await fixture.receive(peer, followBy(peer, SERVER))
  expect(await follows()).toMatchObject([{ state: 'pending' }])
  expect(await fixture.tell()).toEqual([])
})

test('a server that wants no followers says so', async () => {
  withSettings({ followers: { instance: { enabled: false, manualApproval: false } } })
  await fixture.receive(peer, followBy(peer, SERVER))
  expect(await follows()).toMatchObject([{ state: 'rejected' }])
  expect(await fixture.tell()).toMatchObject([{ body: { type: 'Reject', actor: SERVER } }])
})

test('a server is followed back once, when that is wished', async () => {
  withSettings({ followings: { instance: { autoFollowBack: { enabled: true } } } })
  await fixture.receive(peer, followBy(peer, SERVER))
  await fixture.receive(peer, followBy(peer, SERVER))
  expect(await follows()).toEqual([
    { follower: 'peertube', followed: 'peertube', state: 'accepted' },
    { follower: 'peertube', followed: 'peertube', state: 'pending' }
  ])
  const asked = (await fixture.tell()).filter(({ body }) => body.type === 'Follow')
  expect(asked).toMatchObject([{ signerUrl: SERVER, body: { actor: SERVER, object: peer.url } }])
})

test('who takes a follow back is gone, and nobody takes back for another', async () => {
  const channel = CHANNEL
  await fixture.receive(remo, followBy(remo, channel))
  const undo = { type: 'Undo', id: `${remo.url}/follows/1/undo`, object: followBy(remo, channel) }
  await expect(fixture.receive(peer, { ...undo, actor: peer.url })).rejects.toBeInstanceOf(Refused)
  expect(await follows()).toHaveLength(1)
  await fixture.receive(remo, undo)
  await fixture.receive(remo, undo)
  expect(await follows()).toEqual([])
})

test.each([`${HERE}/accounts/nobody`, 'https://elsewhere.example/accounts/ada', `${HERE}/w/1`, 12])(
  'nobody is followed at %s',
  async object => {
    const follow = { ...followBy(remo, ''), object }
    await expect(fixture.receive(remo, follow)).rejects.toBeInstanceOf(Refused)
  }
)

async function aWish(): Promise<{ id: number; asked: Record<string, unknown> }> {
  const { rows } = await database.db.query<{ id: number }>('SELECT actor_id AS id FROM account WHERE id = $1', [
    people.ada.accountId
  ])
  await database.db.transaction(tx => requestFollow(tx, rows[0]!.id, films.actorId))
  const [told] = await fixture.tell()
  return { id: rows[0]!.id, asked: told!.body }
}

test('a channel elsewhere is followed once it agrees, and read from its beginning', async () => {
  const { asked } = await aWish()
  expect(asked).toMatchObject({
    type: 'Follow',
    actor: `${HERE}/accounts/ada`,
    object: films.url,
    id: expect.stringMatching(/^https:\/\/here\.example\/accounts\/ada\/follows\/\d+$/)
  })
  const accept = { type: 'Accept', id: `${PEER}/accepts/follows/9`, object: asked }
  await fixture.receive(films, accept)
  await fixture.receive(films, accept)
  expect(await follows()).toMatchObject([{ follower: 'ada', followed: 'films', state: 'accepted' }])
  const { rows } = await database.db.query('SELECT actor_id, next_url FROM outbox_reading')
  expect(rows).toEqual([{ actor_id: films.actorId, next_url: films.outboxUrl }])

  await fixture.receive(films, { type: 'Reject', id: `${PEER}/rejects/follows/9`, object: asked['id'] })
  expect(await follows()).toMatchObject([{ state: 'rejected' }])
})

test('nobody agrees for somebody else, nor to what nobody asked for', async () => {
  const { asked } = await aWish()
  await fixture.receive(remo, { type: 'Accept', id: `${PEER}/accepts/follows/9`, object: asked })
  expect(await follows()).toMatchObject([{ state: 'pending' }])
  for (const object of [asked['id'], `${HERE}/accounts/ada/follows/999`, { type: 'Offer' }, undefined])
    await expect(
      fixture.receive(remo, { type: 'Accept', id: `${PEER}/accepts/follows/9`, object })
    ).rejects.toBeInstanceOf(Refused)
})

test('a server that is out is followed when it answers, and told when that ends', async () => {
  const NEW = 'http://localhost:4321'
  fixture = federationOf(database.db, 'http://localhost:9000')
  await database.db.transaction(tx => wishToFollow(tx, { name: 'peertube', host: 'localhost:4321' }))
  await settleWishes(fixture.deps)
  expect(await fixture.tell()).toEqual([])

  fixture.documents[`${NEW}/accounts/peertube`] = actorDocument(`${NEW}/accounts/peertube`, 'Application')
  await settleWishes(fixture.deps)
  await settleWishes(fixture.deps)
  expect(await fixture.tell()).toMatchObject([
    { body: { type: 'Follow', object: `${NEW}/accounts/peertube` }, inboxes: [`${NEW}/accounts/peertube/inbox`] }
  ])
  const target = { name: 'peertube', host: 'localhost:4321' }
  expect(await database.db.transaction(tx => deleteServerFollow(tx, 'following', target))).toBe(true)
  expect(await fixture.tell()).toMatchObject([{ body: { type: 'Undo', object: { type: 'Follow' } } }])
})

test('a server that is known already is asked at once', async () => {
  await database.db.transaction(tx => wishToFollow(tx, { name: 'peertube', host: 'peer.example' }))
  expect(await fixture.tell()).toMatchObject([{ body: { type: 'Follow', object: peer.url } }])
  await settleWishes(fixture.deps)
  expect(await fixture.tell()).toEqual([])
  expect(fixture.asked).toEqual([])
})

test('who is followed is asked again, more and more rarely, but not who has refused', async () => {
  await database.db.transaction(tx => wishToFollow(tx, { name: 'peertube', host: 'peer.example' }))
  const asked = { body: { type: 'Follow', object: peer.url } }
  expect(await fixture.tell()).toMatchObject([asked])
  const after = async (created: string, updated: string) => {
    await database.db.query(`UPDATE follow SET created_at = now() - $1::interval, updated_at = now() - $2::interval`, [
      created,
      updated
    ])
    await settleWishes(fixture.deps)
    await settleWishes(fixture.deps)
    return fixture.tell()
  }
  expect(await after('23 hours', '23 hours')).toEqual([])
  expect(await after('25 hours', '25 hours')).toMatchObject([asked])
  expect(await after('6 days', '2 days')).toEqual([])
  expect(await after('7 days', '4 days')).toMatchObject([asked])
  expect(await after('1 year', '8 days')).toMatchObject([asked])
  await database.db.query("UPDATE follow SET state = 'accepted'")
  expect(await after('1 year', '8 days')).toMatchObject([asked])
  await database.db.query("UPDATE follow SET state = 'rejected'")
  expect(await after('1 year', '8 days')).toEqual([])
})
