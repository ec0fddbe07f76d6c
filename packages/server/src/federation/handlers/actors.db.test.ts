import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AVideo, aVideo } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import {
  actorDocument,
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  receive,
  settle
} from '../../../../../tests/support/remote-server.ts'
import { type JsonObject, Refused } from '../deps.ts'
import { findOrFetchActor, findRemoteActor } from '../remote/actors.ts'
import { HANDLERS } from './index.ts'

const ORIGIN = 'https://reef.example'
let database: FreshDatabase
let people: People
let world: RemoteWorld
let theirs: RemotePeople

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  world = await openRemoteWorld(database.db)
})
beforeEach(async () => {
  await database.db.query('DELETE FROM actor WHERE host IS NOT NULL')
  world.documents.clear()
  theirs = settle(world, ORIGIN)
})
afterAll(async () => {
  await world.close()
  await database.close()
})

const update = (actor: string, object: unknown, times = 2) =>
  receive(world, HANDLERS['Update']!, { type: 'Update', actor, object, times })
const remove = (actor: string, object: unknown, times = 1) =>
  receive(world, HANDLERS['Delete']!, { type: 'Delete', actor, object, times })
const told = (url: string) => world.documents.get(url) as JsonObject

async function countOf(statement: string, ...values: unknown[]): Promise<number> {
  const { rows } = await database.db.query<{ count: number }>(`SELECT count(*) FROM ${statement}`, values)
  return rows[0]!.count
}
async function shown(url: string) {
  const { rows } = await database.db.query(
    `SELECT display_name AS name, description, support FROM remote_actor JOIN actor ON actor.id = actor_id
       LEFT JOIN channel ON channel.actor_id = actor.id WHERE url = $1`,
    [url]
  )
  return rows[0]
}

test.each(['account', 'channel', 'application'] as const)(
  'the %s of another server changes how it is shown',
  async which => {
    const url = theirs[which]
    const { actorId } = await findOrFetchActor(world.deps, url)
    await update(url, { ...told(url), name: 'Coral <b>R.</b>', summary: '<p>Of the sea</p>', support: 'Give some' })
    expect(await findRemoteActor(database.db, url)).toMatchObject({ actorId })
    const support = which === 'channel' ? 'Give some' : null
    expect(await shown(url)).toEqual({ name: 'Coral R.', description: 'Of the sea', support })
  }
)

test('an actor that is only named is asked for', async () => {
  await findOrFetchActor(world.deps, theirs.account)
  world.documents.set(theirs.account, { ...told(theirs.account), name: 'Asked' })
  await update(theirs.account, theirs.account)
  expect(await shown(theirs.account)).toMatchObject({ name: 'Asked' })
})

test('a new key is believed only where it lies', async () => {
  const { publicKeyPem } = await findOrFetchActor(world.deps, theirs.account)
  const { publicKey } = told(theirs.account) as { publicKey: JsonObject }
  const other = { ...publicKey, publicKeyPem: '-----BEGIN PUBLIC KEY-----\nstolen\n-----END PUBLIC KEY-----' }
  await update(theirs.account, { ...told(theirs.account), publicKey: other })
  expect(await findRemoteActor(database.db, theirs.account)).toMatchObject({ publicKeyPem })

  world.documents.set(theirs.account, { ...told(theirs.account), publicKey: other })
  await update(theirs.account, { ...told(theirs.account), publicKey: other })
  expect(await findRemoteActor(database.db, theirs.account)).toMatchObject({ publicKeyPem: other.publicKeyPem })
})

test.each<[string, () => Promise<void>]>([
  ['its neighbour', () => update(theirs.channel, { ...told(theirs.account), name: 'Fooled' })],
  ['its owner', () => update(theirs.account, { ...told(theirs.channel), name: 'Fooled' })],
  ['another server', () => update('https://evil.example/accounts/eve', { ...told(theirs.account), name: 'Fooled' })],
  ['itself with an inbox elsewhere', () => update(theirs.account, { ...told(theirs.account), inbox: 'https://a.b/i' })],
  ['itself, as another kind', () => update(theirs.account, { ...told(theirs.account), type: 'Application' })]
])('an actor is not changed by %s', async (_who, change) => {
  world.documents.set('https://evil.example/accounts/eve', actorDocument('https://evil.example/accounts/eve', 'Person'))
  await findOrFetchActor(world.deps, theirs.channel)
  const before = [await shown(theirs.account), await shown(theirs.channel)]
  await expect(change()).rejects.toBeInstanceOf(Refused)
  expect([await shown(theirs.account), await shown(theirs.channel)]).toEqual(before)
})

/** Gives the account a video, and under one of ours a comment with an answer, an opinion and follows. */
async function leaveTraces(): Promise<AVideo> {
  const { db } = database
  const channel = await findOrFetchActor(world.deps, theirs.channel)
  const account = await findOrFetchActor(world.deps, theirs.account)
  for (let made = 0; made < 60; made++) await aVideo(db, channel.channelId!)
  const ours = await aVideo(db, people.ada.channelId)
  const comment = (accountId: number | null, url: string | null, parent: number | null) =>
    db.query<{ id: number }>(
      `INSERT INTO video_comment (id, video_id, account_id, text, thread_id, in_reply_to_id, url)
       SELECT next, $1, $2, 'Words', coalesce($3, next), $3, $4
         FROM nextval(pg_get_serial_sequence('video_comment', 'id')) next RETURNING id`,
      [ours.id, accountId, parent, url]
    )
  const { rows } = await comment(account.accountId, `${ORIGIN}/comments/${ours.uuid}`, null)
  await comment(people.ada.accountId, null, rows[0]!.id)
  await db.query("INSERT INTO video_rating (video_id, account_id, rating) VALUES ($1, $2, 'like')", [
    ours.id,
    account.accountId
  ])
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT $1, actor_id, 'accepted' FROM channel WHERE id = $2
     UNION ALL SELECT actor_id, $3, 'accepted' FROM account WHERE id = $4`,
    [account.actorId, people.ada.channelId, channel.actorId, people.ada.accountId]
  )
  return ours
}

test('an account that is gone takes everything of its own along', async () => {
  const ours = await leaveTraces()
  await remove(theirs.account, theirs.account)
  expect(await findRemoteActor(database.db, theirs.account)).toBeUndefined()
  expect(await countOf("actor WHERE host = 'reef.example'")).toBe(0)
  expect(
    await countOf(
      'video JOIN channel ON channel.id = channel_id JOIN actor ON actor.id = actor_id WHERE host IS NOT NULL'
    )
  ).toBe(0)
  expect(await countOf('follow')).toBe(0)
  const { rows } = await database.db.query(
    `SELECT likes, (SELECT array_agg(text ORDER BY id) FROM video_comment WHERE video_id = video.id) AS words,
            (SELECT followers_count FROM actor JOIN channel ON channel.actor_id = actor.id
              WHERE channel.id = channel_id) AS followers
       FROM video WHERE id = $1`,
    [ours.id]
  )
  expect(rows).toEqual([{ likes: 0, words: ['', 'Words'], followers: 0 }])

  // Its server is asked again by who delivers it again, and knows it no longer.
  world.documents.clear()
  await expect(remove(theirs.account, theirs.account)).rejects.toThrow('404')
})

test('a channel that is gone leaves its owner', async () => {
  await leaveTraces()
  await remove(theirs.channel, { type: 'Tombstone', id: theirs.channel })
  expect(await findRemoteActor(database.db, theirs.channel)).toBeUndefined()
  expect(await findRemoteActor(database.db, theirs.account)).toBeDefined()
  expect(await countOf('channel JOIN actor ON actor.id = actor_id WHERE host IS NOT NULL')).toBe(0)
})

test('nobody says of somebody else that they are gone', async () => {
  await leaveTraces()
  await remove(theirs.application, theirs.account, 2)
  await remove(theirs.account, theirs.channel, 2)
  const eve = 'https://evil.example/accounts/eve'
  world.documents.set(eve, actorDocument(eve, 'Person'))
  await expect(remove(eve, theirs.account)).rejects.toBeInstanceOf(Refused)
  await expect(remove(eve, 'https://here.example/accounts/ada')).rejects.toBeInstanceOf(Refused)
  expect(await findRemoteActor(database.db, theirs.account)).toBeDefined()
  expect(await findRemoteActor(database.db, theirs.channel)).toBeDefined()
  expect(await countOf("actor WHERE preferred_username = 'ada' AND host IS NULL")).toBe(1)
})
