/**
 * Another server that means ill: what was tried against PeerTube and Mastodon, sent to the real inbox and worked off by
 * the real handlers. Each attack is refused where it should be, and leaves everything as it was.
 */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../packages/server/src/federation/deps.ts'
import { findOrFetchActor } from '../../packages/server/src/federation/remote/actors.ts'
import { signBody } from '../../packages/server/src/federation/signatures/sign-body.ts'
import { signHeaders } from '../../packages/server/src/federation/signatures/sign-request.ts'
import { EVIL, PUBLIC, REEF, useHostileServer } from '../support/hostile-bench.ts'
import { PEER_KEYS } from '../support/remote-actor.ts'
import { actorDocument } from '../support/remote-server.ts'
import { videoDocument } from '../support/remote-video.ts'

const hostile = useHostileServer()
const { activity, everything, post, send, theirVideo } = hostile

const evilVideo = (change: JsonObject = {}) =>
  videoDocument({ origin: EVIL, uuid: hostile.uuid }, { name: 'Taken over', ...change })
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
  ['… deleted', () => activity('Delete', hostile.video), /another host/],
  [
    'a person of another server, with one’s own key',
    () =>
      activity('Update', {
        ...(hostile.documents.get(hostile.reef.account) as JsonObject),
        publicKey: {
          id: `${hostile.reef.account}#main-key`,
          owner: hostile.reef.account,
          publicKeyPem: PEER_KEYS.publicKeyPem
        }
      }),
    /by itself alone/
  ],
  ['a person of another server, deleted', () => activity('Delete', hostile.reef.account), /another host/],
  [
    'somebody of ours, changed',
    () => activity('Update', actorDocument(`${hostile.origin}/accounts/ada`, 'Person')),
    /by itself alone/
  ],
  ['a video of ours, deleted', () => activity('Delete', hostile.ours), /another host/],
  [
    'a follow of somebody else, undone',
    () =>
      activity('Undo', {
        type: 'Follow',
        id: `${REEF}/f/1`,
        actor: hostile.reef.account,
        object: `${hostile.origin}/accounts/ada`
      }),
    /somebody else/
  ],
  [
    'a like of somebody else, undone',
    () => activity('Undo', { type: 'Like', id: `${REEF}/l/1`, actor: hostile.reef.account, object: hostile.ours }),
    /somebody else/
  ],
  [
    'a comment in another one’s name',
    () =>
      activity('Create', {
        type: 'Note',
        id: `${EVIL}/n/1`,
        attributedTo: hostile.reef.account,
        content: 'I said that',
        inReplyTo: hostile.ours,
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
        inReplyTo: hostile.ours,
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
        id: `${hostile.origin}/accounts/peertube/follows/1`,
        actor: `${hostile.origin}/accounts/peertube`,
        object: hostile.reef.application
      }),
    /./
  ]
])('%s: nothing comes of it', async (_name, make, reason) => {
  await findOrFetchActor(hostile.deps, hostile.evil.account)
  await findOrFetchActor(hostile.deps, hostile.evil.channel)
  const before = await everything()
  expect(await send(make())).toMatch(reason)
  expect(await everything()).toEqual(before)
})

test.each<[string, (told: JsonObject) => Promise<JsonObject>]>([
  ['unsigned', async told => told],
  [
    'signed with another key in its name',
    async told =>
      JSON.parse(
        await signBody({ body: told, signerUrl: hostile.reef.account, privateKeyPem: PEER_KEYS.privateKeyPem })
      )
  ],
  [
    'signed by who brings it',
    async told =>
      JSON.parse(
        await signBody({ body: told, signerUrl: hostile.evil.account, privateKeyPem: PEER_KEYS.privateKeyPem })
      )
  ]
])('what somebody else has said, %s, is what their own server says', async (_name, prepare) => {
  await findOrFetchActor(hostile.deps, hostile.evil.account)
  const before = await everything()
  const inTheirName = { id: `${REEF}/activities/${randomUUID()}`, actor: hostile.reef.account }
  expect(await send(await prepare(activity('Delete', hostile.video, inTheirName)))).toMatch(/is there/)
  expect(
    await send(await prepare(activity('Like', hostile.ours, { ...inTheirName, id: `${REEF}/likes/${randomUUID()}` })))
  ).toMatch(/403|no signature/)
  expect(await everything()).toEqual(before)
  // What it has said of itself is told by its own server: with its own name.
  await send(
    await prepare(activity('Update', theirVideo(), { ...inTheirName, id: `${REEF}/activities/${randomUUID()}` }))
  )
  const { rows } = await hostile.db.query("SELECT FROM video WHERE name = 'Taken over'")
  expect(rows).toEqual([])
})

test('another one’s key cannot be used', async () => {
  const told = activity('Delete', hostile.video, { id: `${REEF}/activities/1`, actor: hostile.reef.account })
  expect(await send(told, hostile.reef.account)).toBe('401')
  expect((await post(told, `${hostile.reef.account}#other`)).status).toBe(401)
})

test('what is sent again, to whomever, is not done again', async () => {
  const note = {
    type: 'Note',
    id: `${EVIL}/n/${randomUUID()}`,
    attributedTo: hostile.evil.account,
    content: 'Once',
    inReplyTo: hostile.ours,
    published: '2026-11-25T16:00:00Z',
    to: [PUBLIC]
  }
  const told = activity('Create', note)
  expect(await send(told)).toBe('done')
  for (const path of ['/inbox', '/accounts/ada/inbox']) expect((await post(told, undefined, path)).status).toBe(202)
  expect(await send({ ...activity('Create', note) })).toBe('done')
  const { rows } = await hostile.db.query('SELECT FROM video_comment WHERE url = $1', [note.id])
  expect(rows).toHaveLength(1)
  const { rows: heard } = await hostile.db.query('SELECT FROM inbox_activity WHERE activity_id = $1', [told.id])
  expect(heard).toHaveLength(1)
})

test('a request that was overheard is of no use elsewhere', async () => {
  const body = JSON.stringify(activity('Like', hostile.ours))
  const { Host: _host, ...headers } = signHeaders({
    url: new URL(`${hostile.origin}/inbox`),
    method: 'POST',
    body,
    now: new Date(),
    keyId: `${hostile.evil.account}#main-key`,
    privateKeyPem: PEER_KEYS.privateKeyPem
  })
  const bring = (path: string, change: Record<string, string> = {}) =>
    fetch(hostile.origin + path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/activity+json', ...headers, ...change }
    })
  expect((await bring('/accounts/ada/inbox')).status).toBe(401)
  expect((await bring('/inbox', { Date: new Date(Date.now() + 1000).toUTCString() })).status).toBe(401)
  expect((await bring('/inbox?again')).status).toBe(401)
  expect((await bring('/inbox')).status).toBe(202)
})
