/** People of another server that means ill: with keys and names that are not theirs, or that are meant to do harm. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { enqueueActivity } from '../../packages/server/src/federation/delivery/enqueue.ts'
import type { JsonObject } from '../../packages/server/src/federation/deps.ts'
import { findRemoteActor } from '../../packages/server/src/federation/remote/actors.ts'
import { EVIL, REEF, useHostileServer } from '../support/hostile-bench.ts'
import { PEER_KEYS } from '../support/remote-actor.ts'
import { actorDocument } from '../support/remote-server.ts'

const hostile = useHostileServer()
const { activity, arm, send } = hostile

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
  hostile.documents.set(impostor, actorDocument(impostor, 'Person'))
  arm(impostor, own)
  expect(await send(activity('Like', hostile.ours, { actor: impostor }), impostor)).toBe('401')
  expect(await findRemoteActor(hostile.db, impostor)).toBeUndefined()
})

test('what looks like SQL in an actor’s addresses is an address', async () => {
  const url = `${EVIL}/accounts/bobby`
  const inboxUrl = `${EVIL}/inbox';DROP/**/TABLE/**/video;--`
  hostile.documents.set(url, actorDocument(url, 'Person'))
  arm(url, { inbox: inboxUrl, endpoints: { sharedInbox: inboxUrl }, name: "Robert'); DROP TABLE video; --" })
  expect(await send(activity('Like', hostile.ours, { actor: url }), url)).toBe('done')
  const bobby = await findRemoteActor(hostile.db, url)
  expect(bobby?.inboxUrl).toBe(inboxUrl)
  const { rows } = await hostile.db.query<{ id: number }>('SELECT id FROM actor WHERE host IS NULL LIMIT 1')
  const signer = { actorId: rows[0]!.id, signerUrl: `${hostile.origin}/accounts/ada` }
  await hostile.db.transaction(tx => enqueueActivity(tx, { ...signer, body: {}, inboxes: [inboxUrl] }))
  expect((await hostile.db.query('SELECT FROM video')).rowCount).toBeGreaterThan(0)
})

test('scripts in names and words do not stay', async () => {
  const url = `${EVIL}/accounts/scribe`
  hostile.documents.set(url, actorDocument(url, 'Person'))
  arm(url, {
    name: '<img src=x onerror=alert(1)>Scribe',
    summary: '<script>alert(1)</script><p>Writes</p>',
    url: 'javascript:alert(1)'
  })
  expect(await send(activity('Like', hostile.ours, { actor: url }), url)).toBe('done')
  const { rows } = await hostile.db.query(
    `SELECT display_name, description, page_url FROM actor JOIN remote_actor ON actor_id = id WHERE url = $1`,
    [url]
  )
  expect(rows).toEqual([{ display_name: 'Scribe', description: expect.not.stringContaining('<'), page_url: null }])
})
