import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aRemoteVideo, type RemoteVideo } from '../../../../../tests/support/a-remote-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../../tests/support/database.ts'
import { type FederationFixture, federationOf } from '../../../../../tests/support/federation.ts'
import { aRemoteActor } from '../../../../../tests/support/remote-actor.ts'
import { videoDocument } from '../../../../../tests/support/remote-video.ts'
import { FetchError } from '../../platform/fetch.ts'
import type { RemoteActor } from '../deps.ts'
import { readComments } from './comment-reading.ts'
import { refreshIfOld } from './refresh.ts'

const PEER = 'https://peer.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
let database: FreshDatabase
let fixture: FederationFixture
let remo: RemoteActor
let channel: RemoteActor
let video: RemoteVideo

beforeAll(async () => {
  database = await freshDatabase()
  remo = await aRemoteActor(database.db, 'remo', { origin: PEER })
  channel = await aRemoteActor(database.db, 'reefs', { kind: 'group', origin: PEER })
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.query('DELETE FROM video')
  fixture = federationOf(database.db)
  video = await aRemoteVideo(database.db, channel)
})

function note(n: number, change: object = {}) {
  const id = `${PEER}/notes/${n}`
  fixture.documents[id] = {
    type: 'Note',
    id,
    attributedTo: remo.url,
    content: `Words ${n}`,
    mediaType: 'text/markdown',
    inReplyTo: video.url,
    published: '2026-11-01T10:00:00.000Z',
    to: [PUBLIC],
    ...change
  }
  return id
}
function page(n: number, orderedItems: unknown[], next?: string) {
  const id = `${video.url}/comments?page=${n}`
  const partOf = `${video.url}/comments`
  fixture.documents[id] = { id, type: 'OrderedCollectionPage', partOf, orderedItems, ...(next && { next }) }
  return id
}
const collection = (first: string) => {
  const id = `${video.url}/comments`
  fixture.documents[id] = { id, type: 'OrderedCollection', totalItems: 3, first }
}
const texts = async () =>
  (await database.db.query<{ text: string }>('SELECT text FROM video_comment ORDER BY id')).rows.map(row => row.text)
const dueAt = async () =>
  (await database.db.query<{ due: Date | null }>('SELECT comments_due_at AS due FROM remote_video')).rows[0]?.due

test('all pages are read once, and nobody is told', async () => {
  const second = page(2, [note(3), `${PEER}/gone`])
  collection(page(1, [note(1), note(2, { inReplyTo: `${PEER}/notes/1` })], second))
  await readComments(fixture.deps)
  expect(await texts()).toEqual(['Words 1', 'Words 2', 'Words 3'])
  expect(await dueAt()).toBeNull()
  const { rows } = await database.db.query("SELECT FROM domain_event WHERE payload ->> 'type' LIKE 'comment.%'")
  expect(rows).toEqual([])
  fixture.asked.length = 0
  await readComments(fixture.deps)
  expect(fixture.asked).toEqual([])
})

test('when a video is looked after, what was said while this server was away is read', async () => {
  collection(page(1, [note(1)]))
  await readComments(fixture.deps)
  collection(page(1, [note(1), note(2)]))
  fixture.documents[video.url] = videoDocument({ origin: new URL(video.url).origin, uuid: video.uuid })
  await database.db.query("UPDATE remote_video SET fetched_at = '-infinity', asked_at = '-infinity'")
  await refreshIfOld(fixture.deps, video.id)
  await readComments(fixture.deps)
  expect(await texts()).toEqual(['Words 1', 'Words 2'])
})

test('pages without an end have one', async () => {
  for (let n = 1; n < 200; n++) page(n, [], `${video.url}/comments?page=${n + 1}`)
  collection(`${video.url}/comments?page=1`)
  await readComments(fixture.deps)
  expect(fixture.asked.length).toBeLessThan(60)
  expect(await dueAt()).toBeNull()
})

test('pages on other hosts are not followed, nor is a server believed about others', async () => {
  collection(page(1, [note(1)], 'https://other.example/page'))
  await readComments(fixture.deps)
  expect(fixture.asked).not.toContain('https://other.example/page')
  const olga = 'https://other.example/notes/1'
  const forged = { type: 'Note', id: olga, attributedTo: 'https://other.example/olga', content: 'x', to: [PUBLIC] }
  await database.db.query('UPDATE remote_video SET comments_due_at = now(), comments_page_url = NULL')
  collection(page(1, [{ ...forged, inReplyTo: video.url }]))
  await readComments(fixture.deps)
  expect(fixture.asked).toContain(olga)
  expect(await texts()).toEqual(['Words 1'])
})

test('what cannot be had is tried again later, and given up in the end', async () => {
  const { document } = fixture.deps.remote
  const deps = {
    ...fixture.deps,
    remote: {
      ...fixture.deps.remote,
      async document(url: string) {
        if (url.endsWith('/notes/2')) throw new FetchError('unreachable', 'No answer')
        return document(url)
      }
    }
  }
  collection(page(1, [note(1), note(2)]))
  await readComments(deps)
  expect(await texts()).toEqual(['Words 1'])
  expect((await dueAt())!.getTime()).toBeGreaterThan(Date.now() + 60_000)
  for (let n = 0; n < 5; n++) {
    await database.db.query('UPDATE remote_video SET comments_due_at = now()')
    await readComments(deps)
  }
  expect(await dueAt()).toBeNull()
})

test('a video without comments is not asked for any', async () => {
  await database.db.query('UPDATE video SET comments_policy = 2')
  await readComments(fixture.deps)
  expect(fixture.asked).toEqual([])
})
