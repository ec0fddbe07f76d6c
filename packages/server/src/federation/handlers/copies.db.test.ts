/** Copies between servers: what others say that they hold, and what they hear of ours. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type AVideo, aVideo, giveRendition } from '../../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { makePeople, type People } from '../../../../../tests/support/people.ts'
import { aRemoteActor, PEER_KEYS } from '../../../../../tests/support/remote-actor.ts'
import { someSettings } from '../../../../../tests/support/settings.ts'
import { followedBy } from '../../../../../tests/support/whole-federation.ts'
import { deleteRemoteActor } from '../../features/actors/index.ts'
import { lookAfterCopies } from '../../features/redundancy/index.ts'
import { findVideo } from '../../features/videos/index.ts'
import { appendEvent } from '../../platform/events.ts'
import { ensureApplication } from '../actor-store.ts'
import { Refused, type RemoteActor } from '../deps.ts'
import { signBody } from '../signatures/sign-body.ts'

const PEER = 'https://mirror.example'
const BASE = `${PEER}/static/redundancy/hls/1`
let database: FreshDatabase
let people: People
let fixture: FederationFixture
let mirror: RemoteActor
let video: AVideo
let there: RemoteVideo

beforeAll(async () => {
  database = await freshDatabase()
  people = await makePeople(database.db)
  await ensureApplication(database.db)
  mirror = await aRemoteActor(database.db, 'peertube', { origin: PEER, kind: 'application' })
  const reader = await aRemoteActor(database.db, 'reader', { origin: 'https://reader.example' })
  await followedBy(database.db, reader, 'ada')
})
beforeEach(async () => {
  for (const table of ['peer_copy', 'video_copy', 'server_mute', 'outgoing_activity', 'domain_event'])
    await database.db.query(`DELETE FROM ${table}`)
  fixture = federationOf(database.db)
  accept('anybody')
  video = await aVideo(database.db, people.ada.channelId)
  await giveRendition(database.db, video)
  const channel = await aRemoteActor(database.db, 'reefs', { kind: 'group', origin: 'https://origin.example' })
  there = await aRemoteVideo(database.db, channel)
  await fixture.tell()
})
afterAll(() => database.close())

function accept(acceptFrom: 'nobody' | 'followings' | 'anybody'): void {
  fixture = {
    ...fixture,
    deps: Object.assign(fixture.deps, { settings: someSettings({ redundancy: { acceptFrom } }) })
  }
}

const watch = ({ uuid }: AVideo) => `${fixture.deps.origin}/videos/watch/${uuid}`
const soon = () => new Date(Date.now() + 86_400_000).toISOString()
const cacheFile = (change: object = {}) => ({
  id: `${PEER}/redundancy/streaming-playlists/hls/1`,
  type: 'CacheFile',
  object: watch(video),
  expires: soon(),
  url: { type: 'Link', mediaType: 'application/x-mpegURL', href: BASE },
  ...change
})
const says = (type: string, object: unknown, actor = mirror) =>
  fixture.receive(actor, { id: `${actor.url}/activities/${type}`, type, actor: actor.url, object })
const known = async (reference: AVideo = video) => {
  const found = await findVideo(database.db, fixture.deps.site, reference)
  return found?.details.streamingPlaylists[0]?.redundancies.map(({ baseUrl }) => baseUrl)
}
const stored = async () =>
  (await database.db.query<{ base_url: string; expires_at: Date | null }>('SELECT base_url, expires_at FROM peer_copy'))
    .rows

test('a copy of a video of ours is shown with it, moved, held for longer, and forgotten', async () => {
  for (let time = 0; time < 2; time++) await says('Create', cacheFile())
  expect(await known()).toEqual([BASE])
  const moved = cacheFile({ expires: null, url: [{ mediaType: 'application/x-mpegURL', href: `${BASE}2/` }] })
  for (let time = 0; time < 2; time++) await says('Update', moved)
  expect(await stored()).toEqual([{ base_url: `${BASE}2`, expires_at: null }])
  const creation = { id: `${PEER}/1/activity`, type: 'Create', actor: mirror.url, object: cacheFile() }
  for (let time = 0; time < 2; time++) await says('Undo', creation)
  expect(await known()).toEqual([])

  await says('Create', cacheFile())
  for (let time = 0; time < 2; time++) await says('Delete', cacheFile().id)
  expect(await known()).toEqual([])
})

test('a copy of somebody else’s video is shown with it, too', async () => {
  await database.db.query('UPDATE remote_video SET playlists = $2 WHERE video_id = $1', [
    there.id,
    JSON.stringify([{ masterUrl: `${there.url}.m3u8`, sha256Url: null, infohashes: [], files: [] }])
  ])
  await says('Create', cacheFile({ object: there.url }))
  expect(await known(there)).toEqual([BASE])
  await says('Create', cacheFile({ object: 'https://origin.example/videos/watch/unknown', id: `${PEER}/2` }))
  expect(await stored()).toHaveLength(1)
})

test('those who follow the video are told, with its signature', async () => {
  await fixture.receive(mirror, {
    id: `${PEER}/a`,
    type: 'Create',
    actor: mirror.url,
    object: cacheFile(),
    signature: { type: 'RsaSignature2017' }
  })
  const [sent, ...others] = await fixture.tell()
  expect(others).toEqual([])
  expect(sent).toMatchObject({ inboxes: ['https://reader.example/inbox'], text: expect.stringContaining(BASE) })
})

test.each<[string, () => object]>([
  ['files on another host', () => ({ url: { ...cacheFile().url, href: 'https://evil.example/hls' } })],
  ['files on a private address', () => ({ url: { ...cacheFile().url, href: 'https://10.0.0.1/hls' } })],
  ['files without https', () => ({ url: { ...cacheFile().url, href: BASE.replace('https', 'http') } })],
  ['files with a query', () => ({ url: { ...cacheFile().url, href: `${BASE}?x=` } })],
  ['files with a header in their address', () => ({ url: { ...cacheFile().url, href: `${BASE}; script-src *` } })],
  ['no HLS', () => ({ url: { type: 'Link', mediaType: 'video/mp4', href: BASE } })],
  ['an id on another host', () => ({ id: 'https://evil.example/copy' })],
  ['an end that is none', () => ({ expires: 'tomorrow' })],
  ['an end that is past', () => ({ expires: '2020-01-01T00:00:00Z' })]
])('a copy with %s is refused', async (_name, change) => {
  await expect(says('Create', cacheFile(change()))).rejects.toThrow(Refused)
  expect(await stored()).toEqual([])
})

test('nobody holds a copy of what not everybody may watch', async () => {
  video = await aVideo(database.db, people.ada.channelId, { privacy: 3 })
  await expect(says('Create', cacheFile())).rejects.toThrow(Refused)
  expect(await stored()).toEqual([])
})

test('a copy belongs to who holds it', async () => {
  const evil = await aRemoteActor(database.db, 'evil', { origin: PEER })
  await says('Create', cacheFile())
  for (const type of ['Create', 'Update'])
    await expect(says(type, cacheFile({ url: { ...cacheFile().url, href: `${BASE}/evil` } }), evil)).rejects.toThrow(
      /somebody else/
    )
  await expect(says('Delete', cacheFile().id, evil)).rejects.toThrow(/somebody else/)
  const creation = { id: `${PEER}/1`, type: 'Create', actor: evil.url, object: cacheFile() }
  await expect(says('Undo', creation, evil)).rejects.toThrow(/somebody else/)
  // Nor is one server's copy of one video another server's of another.
  const other = await aVideo(database.db, people.ada.channelId)
  await expect(says('Update', cacheFile({ object: watch(other) }))).rejects.toThrow(/somebody else/)
  expect(await known()).toEqual([BASE])
})

test('an end is not believed for ever', async () => {
  await says('Create', cacheFile({ expires: '2999-01-01T00:00:00Z' }))
  const [copy] = await stored()
  expect(copy!.expires_at!.getTime()).toBeLessThan(Date.now() + 367 * 86_400_000)
})

test('copies are taken from whom the settings say', async () => {
  accept('nobody')
  await expect(says('Create', cacheFile())).rejects.toThrow(/not taken/)
  accept('followings')
  await expect(says('Create', cacheFile())).rejects.toThrow(/not taken/)
  await database.db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT id, $1, 'accepted' FROM actor WHERE kind = 'application' AND host IS NULL`,
    [mirror.actorId]
  )
  await says('Create', cacheFile())
  expect(await known()).toEqual([BASE])
})

test('of one video there are so many copies, and no more', async () => {
  for (let n = 0; n <= 20; n++) {
    const origin = `https://mirror-${n}.example`
    const one = await aRemoteActor(database.db, 'peertube', { origin, kind: 'application' })
    const link = { mediaType: 'application/x-mpegURL', href: `${origin}/hls` }
    const said = says('Create', cacheFile({ id: `${origin}/copy`, url: link }), one)
    if (n < 20) await said
    else await expect(said).rejects.toThrow(/enough/)
  }
  expect(await known()).toHaveLength(20)
})

test.each<[string, () => Promise<unknown>]>([
  ['has run out', () => database.db.query("UPDATE peer_copy SET expires_at = now() - interval '1 s'")],
  ['is of a muted server', () => database.db.query("INSERT INTO server_mute (host) VALUES ('mirror.example')")],
  ['is of a private video', () => database.db.query('UPDATE video SET privacy = 3 WHERE id = $1', [video.id])]
])('a copy that %s is not shown, and forgotten', async (_name, happen) => {
  await says('Create', cacheFile())
  await happen()
  expect(await known()).toEqual([])
  const storage = { list: async () => [] } as never
  await lookAfterCopies({ db: database.db, settings: someSettings(), storage })
  expect(await stored()).toEqual([])
})

test('with who holds it a copy is forgotten', async () => {
  const gone = await aRemoteActor(database.db, 'gone', { origin: PEER })
  await says('Create', cacheFile(), gone)
  await database.db.transaction(tx => deleteRemoteActor(tx, gone.actorId))
  expect(await known()).toEqual([])
})

test('the origin hears of a copy of ours, that it stays, and that it is gone', async () => {
  const { rows } = await database.db.query<{ id: number }>(
    `INSERT INTO video_copy (video_id, strategy, source, size_bytes, state, file_names, expires_at)
     VALUES ($1, 'trending', '{}', 1, 3, '{}', '2030-01-01T00:00:00Z') RETURNING id`,
    [there.id]
  )
  const copyId = rows[0]!.id
  await appendEvent(database.db, { type: 'copy.made', copyId })
  await appendEvent(database.db, { type: 'copy.extended', copyId })
  await appendEvent(database.db, { type: 'copy.removed', videoId: there.id, expiresAt: '2030-01-01T00:00:00.000Z' })
  const told = await fixture.tell()
  const id = `https://here.example/redundancy/streaming-playlists/hls/${there.uuid}`
  const server = 'https://here.example/accounts/peertube'
  const object = {
    id,
    type: 'CacheFile',
    object: there.url,
    expires: '2030-01-01T00:00:00.000Z',
    url: {
      type: 'Link',
      mediaType: 'application/x-mpegURL',
      href: `https://here.example/static/redundancy/hls/${there.uuid}`
    }
  }
  const to = ['https://origin.example/accounts/reefs_owner']
  expect(told.map(({ body }) => body)).toMatchObject([
    { type: 'Create', id: `${id}/activity`, actor: server, to, object },
    { type: 'Update', id: expect.stringContaining(`${id}/updates/`), actor: server, to, object },
    {
      type: 'Undo',
      id: `${id}/undo`,
      actor: server,
      to,
      object: { type: 'Create', id: `${id}/activity`, actor: server, object }
    }
  ])
  const text = await readFile(new URL('../../../FEDERATION.md', import.meta.url), 'utf8')
  const example = JSON.parse(/```json\n([^`]*"CacheFile"[^`]*)```/.exec(text)![1]!)
  expect(fieldsOf(example)).toEqual(fieldsOf(told[0]!.body).filter(name => name !== '@context'))
  expect(fieldsOf(example.object)).toEqual(fieldsOf(told[0]!.body['object']))
  for (const { inboxes, signerUrl, body } of told) {
    expect([inboxes, signerUrl]).toEqual([['https://origin.example/inbox'], server])
    const signed = JSON.parse(await signBody({ body, signerUrl, privateKeyPem: PEER_KEYS.privateKeyPem }))
    expect(signed.signature).toMatchObject({ type: 'RsaSignature2017', creator: server })
  }
})

const fieldsOf = (object: unknown) => Object.keys(object as object).sort()
