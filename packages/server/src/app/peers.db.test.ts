/** This server among others, over the network of this machine: what is sent arrives, and is answered. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { openPeerServer, type PeerServer } from '../../../../tests/support/peer-server.ts'
import { asPerson, makePeople, type People } from '../../../../tests/support/people.ts'
import { postSigned } from '../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../tests/support/serve.ts'
import { someSettings } from '../../../../tests/support/settings.ts'
import { searchRoutes } from '../features/search/index.ts'
import { serverFollowRoutes } from '../features/server-follows/index.ts'
import { subscriptionRoutes } from '../features/subscriptions/index.ts'
import {
  discoveryRoutes,
  ensureApplication,
  type FederationDeps,
  federationRoutes,
  inboxRoutes,
  openDeliveries,
  openInbox,
  tellOthers
} from '../federation/index.ts'
import { siteOf } from '../kernel/site.ts'
import type { Clock } from '../platform/clock.ts'
import { consumeEvents } from '../platform/events.ts'
import { problemHandler } from '../platform/http.ts'
import { createListener, type Listener } from '../platform/listener.ts'
import { openDiskStorage } from '../platform/storage/disk.ts'
import { composeFederation, composePeers } from './compose-federation.ts'

let database: FreshDatabase
let people: People
let server: TestServer
let federation: FederationDeps
let listener: Listener
let folder: string
let clocks: Clock[] = []
const peers: PeerServer[] = []

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  people = await makePeople(db)
  await ensureApplication(db)
  folder = await mkdtemp(join(tmpdir(), 'colombier-peers-'))
  const app = express()
  server = await serve(app)
  const { origin } = server
  const settings = someSettings()
  federation = composeFederation({
    db,
    origin,
    site: siteOf(origin),
    settings,
    storage: openDiskStorage(folder),
    tokenSecret: Buffer.alloc(32)
  })
  const { elsewhere, resolveChannel, settleWishesSoon } = composePeers(federation)
  app.use(inboxRoutes(federation), discoveryRoutes({ db, origin }), federationRoutes(federation), asPerson(people))
  app.use('/api/v1', searchRoutes({ db, origin, settings, elsewhere }))
  app.use('/api/v1', subscriptionRoutes({ db, origin, resolveChannel }))
  app.use('/api/v1', serverFollowRoutes({ db, origin, settleSoon: settleWishesSoon }), problemHandler)
  listener = createListener(database.url)
  clocks = [
    consumeEvents(db, 'federation', tellOthers(federation), { listener }),
    openInbox(federation, { listener }),
    openDeliveries({ ...federation, listener })
  ]
  await listener.open()
})
afterEach(async () => {
  for (const peer of peers.splice(0)) await peer.close()
})
afterAll(async () => {
  await Promise.all([...clocks, federation.pictures!].map(clock => clock.stop()))
  await listener.close()
  await server.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

async function aPeer(): Promise<PeerServer> {
  const peer = await openPeerServer()
  peers.push(peer)
  return peer
}

async function ask<Answer>(path: string, as: keyof People, method = 'GET', body?: object) {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { authorization: as, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) })
  })
  return { status: answer.status, body: (answer.status === 204 ? undefined : await answer.json()) as Answer }
}

interface List {
  readonly total: number
  readonly data: readonly { name: string; host: string; state: string; following: { name: string; host: string } }[]
}

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 25_000, interval: 50 })
const typesOf = ({ received }: PeerServer) => received.map(({ activity }) => activity.type)
const inboxOf = (path: string) => `${server.origin}${path}/inbox`

async function countOf(statement: string, ...values: unknown[]): Promise<number> {
  const { rows } = await database.db.query<{ count: number }>(`SELECT count(*) FROM ${statement}`, values)
  return rows[0]!.count
}
/** Nothing waits to be worked off here. */
const quiet = () =>
  eventually(async () => expect(await countOf("inbox_activity WHERE state NOT IN ('done', 'refused')")).toBe(0))

test('fifty strangers who follow at the same moment are all answered, once each', async () => {
  const object = `${server.origin}/video-channels/ada_channel`
  const strangers = await Promise.all(Array.from({ length: 50 }, aPeer))
  await Promise.all(
    strangers.map(async peer => {
      const actor = peer.settle('Application', 'peertube')
      const activity = { id: `${actor}/follows/1`, type: 'Follow', object }
      await peer.send(inboxOf('/video-channels/ada_channel'), actor, activity, 2)
    })
  )
  await eventually(() => expect(strangers.map(peer => peer.received.length)).toEqual(strangers.map(() => 1)))
  for (const { received, origin } of strangers) {
    const [{ path, activity }] = received as [PeerServer['received'][number]]
    const actor = `${origin}/accounts/peertube`
    expect(path).toBe('/accounts/peertube/inbox')
    expect(activity).toMatchObject({
      type: 'Accept',
      actor: object,
      object: { type: 'Follow', id: `${actor}/follows/1`, actor, object }
    })
  }
  const followers = await fetch(`${object}/followers`, { headers: { accept: 'application/activity+json' } })
  expect(await followers.json()).toMatchObject({ totalItems: 50 })
})

test('a member subscribes to a channel elsewhere, which they found by its handle, and unsubscribes', async () => {
  const peer = await aPeer()
  const owner = peer.settle('Person', 'coral')
  const channel = peer.settle('Group', 'reefs', { attributedTo: [{ type: 'Person', id: owner }] })
  const handle = `reefs@${peer.host}`
  const found = await ask<List>(`/search/video-channels?search=@${handle}`, 'bob')
  expect(found.body).toMatchObject({ total: 1, data: [{ name: 'reefs', host: peer.host }] })

  for (let time = 0; time < 2; time++)
    expect((await ask('/users/me/subscriptions', 'bob', 'POST', { uri: handle })).status).toBe(204)
  await eventually(() => expect(typesOf(peer)).toEqual(['Follow']))
  const [{ path, activity }] = peer.received as [PeerServer['received'][number]]
  const bob = `${server.origin}/accounts/bob`
  expect(path).toBe('/video-channels/reefs/inbox')
  expect(activity).toMatchObject({ actor: bob, object: channel, id: expect.stringMatching(`^${bob}/follows/\\d+$`) })

  const answer = { id: `${peer.origin}/accepts/follows/7`, type: 'Accept', object: activity }
  // Its owner's word is not the channel's.
  await peer.send(inboxOf('/accounts/bob'), owner, { ...answer, id: `${answer.id}x` })
  await quiet()
  expect((await ask<List>('/users/me/subscriptions', 'bob')).body.total).toBe(0)
  await peer.send(inboxOf('/accounts/bob'), channel, answer, 2)
  await eventually(async () => expect((await ask<List>('/users/me/subscriptions', 'bob')).body.total).toBe(1))
  expect(await countOf('outbox_reading WHERE next_url = $1', `${channel}/outbox`)).toBe(1)

  expect((await ask(`/users/me/subscriptions/${handle}`, 'bob', 'DELETE')).status).toBe(204)
  await eventually(() => expect(typesOf(peer)).toEqual(['Follow', 'Undo']))
  expect(peer.received[1]!.activity).toMatchObject({ actor: bob, object: { type: 'Follow', id: activity.id } })
})

test('a server that is followed may agree, and may end it later', async () => {
  const peer = await aPeer()
  const theirs = peer.settle('Application', 'peertube')
  const ours = `${server.origin}/accounts/peertube`
  expect((await ask('/server/following', 'ruth', 'POST', { hosts: [peer.host] })).status).toBe(204)
  await eventually(() => expect(typesOf(peer)).toEqual(['Follow']))
  const { activity } = peer.received[0]!
  expect(activity).toMatchObject({ actor: ours, object: theirs })
  const states = async () => {
    const { data } = (await ask<List>('/server/following', 'ruth')).body
    return data.filter(({ following }) => following.host === peer.host).map(({ state }) => state)
  }
  expect(await states()).toEqual(['pending'])
  const answers = inboxOf('/accounts/peertube')
  await peer.send(answers, theirs, { id: `${theirs}/accepts/1`, type: 'Accept', object: activity }, 2)
  await eventually(async () => expect(await states()).toEqual(['accepted']))
  await peer.send(answers, theirs, { id: `${theirs}/rejects/1`, type: 'Reject', object: activity }, 2)
  await eventually(async () => expect(await states()).toEqual(['rejected']))
})

test('who changes is shown as they are now, and who is gone is gone', async () => {
  const peer = await aPeer()
  const zoe = peer.settle('Person', 'zoe')
  const eve = peer.settle('Person', 'eve')
  const inbox = `${server.origin}/inbox`
  const follow = { id: `${zoe}/follows/1`, type: 'Follow', object: `${server.origin}/accounts/ada` }
  await peer.send(inbox, zoe, follow, 2)
  await eventually(() => expect(typesOf(peer)).toEqual(['Accept']))

  const changed = { ...peer.documents.get('/accounts/zoe')!, name: 'Zoé <script>alert(1)</script>' }
  const update = { id: `${zoe}/updates/1`, type: 'Update', object: changed }
  await peer.send(inbox, eve, { ...update, id: `${eve}/updates/1` }, 2)
  await quiet()
  const zoeNow = "actor WHERE host = $1 AND preferred_username = 'zoe'"
  expect(await countOf(`${zoeNow} AND display_name = 'zoe'`, peer.host)).toBe(1)
  await peer.send(inbox, zoe, update, 2)
  await eventually(async () => expect(await countOf(`${zoeNow} AND display_name = 'Zoé'`, peer.host)).toBe(1))

  await peer.send(inbox, eve, { id: `${eve}/delete/1`, type: 'Delete', object: zoe }, 2)
  await quiet()
  expect(await countOf(zoeNow, peer.host)).toBe(1)
  peer.documents.delete('/accounts/zoe')
  await peer.send(inbox, zoe, { id: `${zoe}/delete`, type: 'Delete', object: zoe }, 2)
  await eventually(async () => expect(await countOf(zoeNow, peer.host)).toBe(0))
  expect(await countOf("actor WHERE host IS NULL AND preferred_username = 'ada' AND followers_count = 0")).toBe(1)
})

test('nothing of a muted server is taken, nor what somebody else has signed', async () => {
  const peer = await aPeer()
  const zoe = peer.settle('Person', 'zoe')
  const stranger = peer.settle('Person', 'mallory', { publicKey: undefined })
  const follow = (actor: string) => ({
    id: `${actor}/follows/1`,
    type: 'Follow',
    actor,
    object: `${server.origin}/accounts/ada`
  })
  const statusOf = async (url: string, activity: object) =>
    (await postSigned(`${server.origin}/inbox`, { url }, activity)).status
  expect(await statusOf(stranger, follow(stranger))).toBe(401)
  expect(await statusOf(zoe, follow(stranger))).toBe(403)

  const muted = await aPeer()
  const loud = muted.settle('Person', 'loud')
  await database.db.query('INSERT INTO server_mute (host) VALUES ($1)', [muted.host])
  expect(await statusOf(loud, follow(loud))).toBe(403)
  const ofThese = 'follow JOIN actor ON actor.id = actor_id WHERE host IN ($1, $2)'
  expect(await countOf(ofThese, peer.host, muted.host)).toBe(0)
  expect([...peer.received, ...muted.received]).toEqual([])
})
