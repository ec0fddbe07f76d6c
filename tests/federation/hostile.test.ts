/**
 * Another server that means ill: what was tried against PeerTube and Mastodon, sent to the real inbox and worked off by
 * the real handlers. Each attack is refused where it should be, and leaves everything as it was.
 */
import { randomUUID } from 'node:crypto'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { enqueueActivity } from '../../packages/server/src/federation/delivery/enqueue.ts'
import type { JsonObject } from '../../packages/server/src/federation/deps.ts'
import { inboxRoutes } from '../../packages/server/src/federation/inbox/routes.ts'
import { openInbox } from '../../packages/server/src/federation/inbox/work.ts'
import { findOrFetchActor, findRemoteActor } from '../../packages/server/src/federation/remote/actors.ts'
import { findOrFetchVideo } from '../../packages/server/src/federation/remote/videos.ts'
import { signBody } from '../../packages/server/src/federation/signatures/sign-body.ts'
import { signHeaders } from '../../packages/server/src/federation/signatures/sign-request.ts'
import type { Clock } from '../../packages/server/src/platform/clock.ts'
import { aVideo } from '../support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { makePeople } from '../support/people.ts'
import { PEER_KEYS, postSigned } from '../support/remote-actor.ts'
import {
  actorDocument,
  openRemoteWorld,
  type RemotePeople,
  type RemoteWorld,
  settle
} from '../support/remote-server.ts'
import { videoDocument } from '../support/remote-video.ts'
import { serve, type TestServer } from '../support/serve.ts'

const REEF = 'https://reef.example'
const EVIL = 'https://evil.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

let database: FreshDatabase
let server: TestServer
let world: RemoteWorld
let inbox: Clock
let reef: RemotePeople
let evil: RemotePeople
let uuid: string
let video: string
/** A video of ours. */
let ours: string

beforeAll(async () => {
  database = await freshDatabase()
  const { ada } = await makePeople(database.db)
  const app = express()
  server = await serve(app)
  world = await openRemoteWorld(database.db, server.origin)
  app.use(inboxRoutes(world.deps))
  inbox = openInbox(world.deps, { pollMs: 20 })
  ours = `${server.origin}/videos/watch/${(await aVideo(database.db, ada.channelId)).uuid}`
  reef = settle(world, REEF)
  evil = settle(world, EVIL)
  for (const url of Object.values(evil)) arm(url)
  await findOrFetchActor(world.deps, reef.application)
})
beforeEach(async () => {
  uuid = randomUUID()
  video = publish(REEF, uuid)
  await findOrFetchVideo(world.deps, video)
})
afterAll(async () => {
  await inbox.stop()
  await server.close()
  await world.close()
  await database.close()
})

/** Only evil people's keys are at hand here. */
function arm(url: string, change: JsonObject = {}): void {
  const publicKey = { id: `${url}#main-key`, owner: url, publicKeyPem: PEER_KEYS.publicKeyPem }
  world.documents.set(url, { ...(world.documents.get(url) as JsonObject), publicKey, ...change })
}

function publish(origin: string, videoUuid: string, change: JsonObject = {}): string {
  const document = videoDocument({ origin, uuid: videoUuid }, change)
  world.documents.set(document.id, document)
  for (const part of ['likes', 'dislikes'])
    world.documents.set(`${document.id}/${part}`, { id: `${document.id}/${part}`, type: 'Collection', totalItems: 0 })
  return document.id
}

/** All that an attack could want to change. */
async function everything(): Promise<unknown> {
  const all = ['video', 'remote_video', 'channel', 'account', 'actor', 'video_comment', 'follow', 'video_rating']
  const tables = await Promise.all(all.map(table => database.db.query(`SELECT * FROM ${table} ORDER BY 1`)))
  const { rows: keys } = await database.db.query(
    'SELECT actor_id, url, inbox_url, public_key_pem FROM remote_actor ORDER BY 1'
  )
  return [...tables.map(({ rows }) => rows), keys]
}

const activity = (type: string, object: unknown, change: JsonObject = {}) => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  ...{ id: `${EVIL}/activities/${randomUUID()}`, type, actor: evil.account, to: [PUBLIC], object },
  ...change
})
const post = (told: object, url = evil.account, path = '/inbox') => postSigned(server.origin + path, { url }, told)

/** @returns Where it was stopped: at the door, or afterwards and why. */
async function send(told: JsonObject, url?: string): Promise<string> {
  const { status } = await post(told, url)
  if (status !== 202) return String(status)
  return vi.waitFor(
    async () => {
      const { rows } = await database.db.query<{ state: string; reason: string | null }>(
        `SELECT state, reason FROM inbox_activity WHERE activity_id = $1`,
        [told['id']]
      )
      expect(rows[0]?.state).not.toBe('waiting')
      return rows[0]?.reason ?? rows[0]?.state ?? ''
    },
    { timeout: 10_000 }
  )
}

const theirVideo = (change: JsonObject = {}) => ({
  ...videoDocument({ origin: REEF, uuid }),
  name: 'Taken over',
  ...change
})
const evilVideo = (change: JsonObject = {}) => videoDocument({ origin: EVIL, uuid }, { name: 'Taken over', ...change })
const byEvil = {
  attributedTo: [
    { type: 'Person', id: `${EVIL}/accounts/coral` },
    { type: 'Group', id: `${EVIL}/video-channels/reefs` }
  ]
}

test.each<[string, () => JsonObject, RegExp]>([
  ['a video of another server, changed', () => activity('Update', theirVideo()), /another host/],
  ['… said to be one’s own', () => activity('Update', theirVideo(byEvil)), /another host/],
  ['… as if it were new', () => activity('Create', theirVideo(byEvil)), /another host/],
  ['… under one’s own address, with its number', () => activity('Create', evilVideo()), /./],
  ['… deleted', () => activity('Delete', video), /another host/],
  [
    'a person of another server, with one’s own key',
    () =>
      activity('Update', {
        ...(world.documents.get(reef.account) as JsonObject),
        publicKey: { id: `${reef.account}#main-key`, owner: reef.account, publicKeyPem: PEER_KEYS.publicKeyPem }
      }),
    /by itself alone/
  ],
  ['a person of another server, deleted', () => activity('Delete', reef.account), /another host/],
  [
    'somebody of ours, changed',
    () => activity('Update', actorDocument(`${server.origin}/accounts/ada`, 'Person')),
    /by itself alone/
  ],
  ['a video of ours, deleted', () => activity('Delete', ours), /another host/],
  [
    'a follow of somebody else, undone',
    () =>
      activity('Undo', {
        type: 'Follow',
        id: `${REEF}/f/1`,
        actor: reef.account,
        object: `${server.origin}/accounts/ada`
      }),
    /somebody else/
  ],
  [
    'a like of somebody else, undone',
    () => activity('Undo', { type: 'Like', id: `${REEF}/l/1`, actor: reef.account, object: ours }),
    /somebody else/
  ],
  [
    'a comment in another one’s name',
    () =>
      activity('Create', {
        type: 'Note',
        id: `${EVIL}/n/1`,
        attributedTo: reef.account,
        content: 'I said that',
        inReplyTo: ours,
        published: '2026-11-25T16:00:00Z',
        to: [PUBLIC]
      }),
    /./
  ],
  [
    'a comment that lies elsewhere',
    () =>
      activity('Create', {
        type: 'Note',
        id: `${REEF}/n/1`,
        attributedTo: `${EVIL}/accounts/coral`,
        content: 'I said that',
        inReplyTo: ours,
        published: '2026-11-25T16:00:00Z',
        to: [PUBLIC]
      }),
    /./
  ],
  [
    'an answer to a request nobody made',
    () =>
      activity('Accept', {
        type: 'Follow',
        id: `${server.origin}/accounts/peertube/follows/1`,
        actor: `${server.origin}/accounts/peertube`,
        object: reef.application
      }),
    /./
  ]
])('%s: nothing comes of it', async (_name, make, reason) => {
  await findOrFetchActor(world.deps, evil.account)
  await findOrFetchActor(world.deps, evil.channel)
  const before = await everything()
  expect(await send(make())).toMatch(reason)
  expect(await everything()).toEqual(before)
})

test.each<[string, (told: JsonObject) => Promise<JsonObject>]>([
  ['unsigned', async told => told],
  [
    'signed with another key in its name',
    async told =>
      JSON.parse(await signBody({ body: told, signerUrl: reef.account, privateKeyPem: PEER_KEYS.privateKeyPem }))
  ],
  [
    'signed by who brings it',
    async told =>
      JSON.parse(await signBody({ body: told, signerUrl: evil.account, privateKeyPem: PEER_KEYS.privateKeyPem }))
  ]
])('what somebody else has said, %s, is what their own server says', async (_name, prepare) => {
  await findOrFetchActor(world.deps, evil.account)
  const before = await everything()
  const inTheirName = { id: `${REEF}/activities/${randomUUID()}`, actor: reef.account }
  expect(await send(await prepare(activity('Delete', video, inTheirName)))).toMatch(/is there/)
  expect(
    await send(await prepare(activity('Like', ours, { ...inTheirName, id: `${REEF}/likes/${randomUUID()}` })))
  ).toMatch(/403|no signature/)
  expect(await everything()).toEqual(before)
  // What it has said of itself is told by its own server: with its own name.
  await send(
    await prepare(activity('Update', theirVideo(), { ...inTheirName, id: `${REEF}/activities/${randomUUID()}` }))
  )
  const { rows } = await database.db.query("SELECT FROM video WHERE name = 'Taken over'")
  expect(rows).toEqual([])
})

test('another one’s key cannot be used', async () => {
  const told = activity('Delete', video, { id: `${REEF}/activities/1`, actor: reef.account })
  expect(await send(told, reef.account)).toBe('401')
  expect((await post(told, `${reef.account}#other`)).status).toBe(401)
})

test.each<[string, JsonObject]>([
  [
    'a key on another host',
    {
      publicKey: {
        id: `${REEF}/accounts/coral#main-key`,
        owner: `${EVIL}/accounts/impostor`,
        publicKeyPem: PEER_KEYS.publicKeyPem
      }
    }
  ],
  [
    'another owner of its key',
    {
      publicKey: {
        id: `${EVIL}/accounts/impostor#main-key`,
        owner: `${REEF}/accounts/coral`,
        publicKeyPem: PEER_KEYS.publicKeyPem
      }
    }
  ],
  ['an inbox on another host', { inbox: `${REEF}/inbox` }],
  ['a name that is SQL', { preferredUsername: "x'; DROP TABLE actor; --" }],
  ['a name that is a script', { preferredUsername: '<script>alert(1)</script>' }]
])('an actor with %s is nobody', async (_name, change) => {
  const impostor = `${EVIL}/accounts/impostor${randomUUID()}`
  const own = JSON.parse(JSON.stringify(change).replaceAll(`${EVIL}/accounts/impostor`, impostor))
  world.documents.set(impostor, actorDocument(impostor, 'Person'))
  arm(impostor, own)
  expect(await send(activity('Like', ours, { actor: impostor }), impostor)).toBe('401')
  expect(await findRemoteActor(database.db, impostor)).toBeUndefined()
})

test('what looks like SQL in an actor’s addresses is an address', async () => {
  const url = `${EVIL}/accounts/bobby`
  const inboxUrl = `${EVIL}/inbox';DROP/**/TABLE/**/video;--`
  world.documents.set(url, actorDocument(url, 'Person'))
  arm(url, { inbox: inboxUrl, endpoints: { sharedInbox: inboxUrl }, name: "Robert'); DROP TABLE video; --" })
  expect(await send(activity('Like', ours, { actor: url }), url)).toBe('done')
  const bobby = await findRemoteActor(database.db, url)
  expect(bobby?.inboxUrl).toBe(inboxUrl)
  const { rows } = await database.db.query<{ id: number }>('SELECT id FROM actor WHERE host IS NULL LIMIT 1')
  const signer = { actorId: rows[0]!.id, signerUrl: `${server.origin}/accounts/ada` }
  await database.db.transaction(tx => enqueueActivity(tx, { ...signer, body: {}, inboxes: [inboxUrl] }))
  expect((await database.db.query('SELECT FROM video')).rowCount).toBeGreaterThan(0)
})

test('scripts in names and words do not stay', async () => {
  const url = `${EVIL}/accounts/scribe`
  world.documents.set(url, actorDocument(url, 'Person'))
  arm(url, {
    name: '<img src=x onerror=alert(1)>Scribe',
    summary: '<script>alert(1)</script><p>Writes</p>',
    url: 'javascript:alert(1)'
  })
  expect(await send(activity('Like', ours, { actor: url }), url)).toBe('done')
  const { rows } = await database.db.query(
    `SELECT display_name, description, page_url FROM actor JOIN remote_actor ON actor_id = id WHERE url = $1`,
    [url]
  )
  expect(rows).toEqual([{ display_name: 'Scribe', description: expect.not.stringContaining('<'), page_url: null }])
})

test('what is sent again, to whomever, is not done again', async () => {
  const note = {
    type: 'Note',
    id: `${EVIL}/n/${randomUUID()}`,
    attributedTo: evil.account,
    content: 'Once',
    inReplyTo: ours,
    published: '2026-11-25T16:00:00Z',
    to: [PUBLIC]
  }
  const told = activity('Create', note)
  expect(await send(told)).toBe('done')
  for (const path of ['/inbox', '/accounts/ada/inbox']) expect((await post(told, undefined, path)).status).toBe(202)
  expect(await send({ ...activity('Create', note) })).toBe('done')
  const { rows } = await database.db.query('SELECT FROM video_comment WHERE url = $1', [note.id])
  expect(rows).toHaveLength(1)
  const { rows: heard } = await database.db.query('SELECT FROM inbox_activity WHERE activity_id = $1', [told.id])
  expect(heard).toHaveLength(1)
})

test('a request that was overheard is of no use elsewhere', async () => {
  const body = JSON.stringify(activity('Like', ours))
  const { Host: _host, ...headers } = signHeaders({
    ...{ url: new URL(`${server.origin}/inbox`), method: 'POST', body, now: new Date() },
    ...{ keyId: `${evil.account}#main-key`, privateKeyPem: PEER_KEYS.privateKeyPem }
  })
  const bring = (path: string, change: Record<string, string> = {}) =>
    fetch(server.origin + path, {
      ...{ method: 'POST', body },
      headers: { 'Content-Type': 'application/activity+json', ...headers, ...change }
    })
  expect((await bring('/accounts/ada/inbox')).status).toBe(401)
  expect((await bring('/inbox', { Date: new Date(Date.now() + 1000).toUTCString() })).status).toBe(401)
  expect((await bring('/inbox?again')).status).toBe(401)
  expect((await bring('/inbox')).status).toBe(202)
})
