import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { FederationDeps, RemoteActor } from '../deps.ts'
import { checkComments } from './comment-check.ts'
import { readComments } from './comment-reading.ts'
import { readAgain } from './comment-reading-store.ts'

const PEER = 'https://peer.example'
const OTHER = 'https://other.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
let database: FreshDatabase
let fixture: FederationFixture
let deps: FederationDeps
let remo: RemoteActor
let olga: RemoteActor
let channel: RemoteActor
let video: RemoteVideo
/** What these addresses answer instead of a document. */
let failures: Record<string, FetchError>

beforeAll(async () => {
  database = await freshDatabase()
  remo = await aRemoteActor(database.db, 'remo', { origin: PEER })
  olga = await aRemoteActor(database.db, 'olga', { origin: OTHER })
  channel = await aRemoteActor(database.db, 'reefs', { kind: 'group', origin: PEER })
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM video')
  fixture = federationOf(database.db)
  failures = {}
  const { document } = fixture.deps.remote
  const asked = async (url: string) => {
    if (!failures[url]) return document(url)
    fixture.asked.push(url)
    throw failures[url]
  }
  deps = { ...fixture.deps, remote: { ...fixture.deps.remote, document: asked } }
  video = await aRemoteVideo(database.db, channel)
})

const status = (code: number) => new FetchError('refused', 'No', { status: code })
const silence = new FetchError('unreachable', 'No answer')

function note(author: RemoteActor, name: string) {
  const id = `${new URL(author.url).origin}/notes/${name}`
  fixture.documents[id] = {
    type: 'Note',
    id,
    attributedTo: author.url,
    content: name,
    mediaType: 'text/markdown',
    inReplyTo: video.url,
    published: '2026-11-01T10:00:00.000Z',
    to: [PUBLIC]
  }
  return id
}
function thread(orderedItems: string[], next?: string) {
  const id = `${video.url}/comments`
  fixture.documents[id] = { id, type: 'OrderedCollection', orderedItems, ...(next && { next }) }
}
async function readAnew() {
  await readAgain(database.db, video.id)
  fixture.asked.length = 0
  await readComments(deps)
}
const check = () => checkComments(deps, new AbortController().signal)
const soon = () => database.db.query('UPDATE comment_check SET due_at = now() WHERE due_at IS NOT NULL')
const texts = async () =>
  (await database.db.query<{ text: string }>('SELECT text FROM video_comment ORDER BY id')).rows.map(row => row.text)
const waiting = async () => (await database.db.query('SELECT FROM comment_check')).rows.length

test.each<[string, (url: string) => void]>([
  ['410', url => Object.assign(failures, { [url]: status(410) })],
  ['a tombstone', url => Object.assign(fixture.documents, { [url]: { type: 'Tombstone', id: url } })]
])('what its own server says is gone, by %s, goes here; the rest stays', async (_, answer) => {
  const [one, two, three] = [note(remo, 'one'), note(olga, 'two'), note(remo, 'three')]
  thread([one, two, three])
  await readComments(deps)
  await database.db.query('DELETE FROM domain_event')
  thread([one])
  answer(two)
  await readAnew()
  expect(fixture.asked).toEqual([`${video.url}/comments`])
  await check()
  // The thread does not say why it lacks it: its own server still has the third.
  expect(await texts()).toEqual(['one', '', 'three'])
  expect(fixture.asked.slice(1).sort()).toEqual([two, three].sort())
  expect(await waiting()).toBe(0)
  expect((await database.db.query('SELECT FROM domain_event')).rows).toEqual([])
})

test('what its server does not know is asked for once more in an hour', async () => {
  const one = note(remo, 'one')
  thread([one])
  await readComments(deps)
  thread([])
  failures = { [one]: status(404) }
  await readAnew()
  await check()
  await check()
  expect([await texts(), fixture.asked.filter(url => url === one).length]).toEqual([['one'], 1])
  await soon()
  await check()
  expect([await texts(), await waiting()]).toEqual([[''], 0])
})

test('what is known again in between stays', async () => {
  const one = note(remo, 'one')
  thread([one])
  await readComments(deps)
  thread([])
  failures = { [one]: status(404) }
  await readAnew()
  await check()
  failures = {}
  await soon()
  await check()
  expect([await texts(), await waiting()]).toEqual([['one'], 0])
})

test.each([
  ['silence', silence],
  ['a failure', status(503)],
  ['a refusal', status(403)]
])('%s takes nothing away', async (_, failure) => {
  const [one, two] = [note(olga, 'one'), note(olga, 'two')]
  thread([one, two])
  await readComments(deps)
  thread([])
  failures = { [one]: failure, [two]: failure }
  await readAnew()
  await check()
  expect([await texts(), await waiting()]).toEqual([['one', 'two'], 0])
  // A server that is silent is not asked for each.
  if (failure === silence) expect(fixture.asked.filter(url => url.startsWith(OTHER))).toHaveLength(1)
})

test("another thing's tombstone takes nothing away", async () => {
  const one = note(remo, 'one')
  thread([one])
  await readComments(deps)
  thread([])
  fixture.documents[one] = { type: 'Tombstone', id: `${PEER}/notes/other` }
  await readAnew()
  await check()
  expect(await texts()).toEqual(['one'])
})

test('a thread that is not read to its end raises no question', async () => {
  const one = note(remo, 'one')
  thread([one])
  await readComments(deps)
  delete fixture.documents[`${video.url}/comments`]
  failures = { [one]: status(410) }
  await readAnew()
  await check()
  expect([await texts(), await waiting()]).toEqual([['one'], 0])
  expect(fixture.asked).not.toContain(one)
})

test('a hundred of a thread are asked for at most, and what was being asked when a server died is asked again', async () => {
  const all = Array.from({ length: 120 }, (_, n) => note(remo, `n${n}`))
  for (let from = 0; from < all.length; from += 60) {
    thread(all.slice(from, from + 60))
    await database.db.query('UPDATE remote_video SET comments_due_at = now(), comments_page_url = NULL')
    await readComments(deps)
  }
  expect(await texts()).toHaveLength(120)
  thread([])
  await readAnew()
  expect(await waiting()).toBe(100)
  // A lease that nobody came back for.
  await database.db.query("UPDATE comment_check SET due_at = now() + interval '9 minutes'")
  await check()
  expect(await waiting()).toBe(100)
  await soon()
  await check()
  expect(await waiting()).toBe(0)
})
