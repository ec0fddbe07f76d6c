/** Collections with more than a page: whoever goes from page to page finds each thing once, in its order. */
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVideo } from '../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { makePeople, type People } from '../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../tests/support/serve.ts'
import { openVideo } from '../features/videos/index.ts'
import { ensureApplication } from './actor-store.ts'
import { federationRoutes } from './routes.ts'

const ORIGIN = 'http://videos.example'
const NOBODY = { viewer: undefined, password: undefined, fileToken: undefined }
const MANY = 12

let database: FreshDatabase
let server: TestServer
let people: People
let uuid: string
let videoId: number
const strangers: string[] = []
const films: { id: number; uuid: string }[] = []

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  await ensureApplication(db)
  people = await makePeople(db)
  for (let n = 0; n < MANY; n++) films.push(await aVideo(db, people.bob.channelId, { name: `Film ${n}` }))
  const film = await aVideo(db, people.ada.channelId)
  uuid = film.uuid
  videoId = film.id
  for (let n = 0; n < MANY; n++) await meet(n)
  const deps = { db, origin: ORIGIN, tokenSecret: Buffer.alloc(32) }
  const findVideoParts = async (reference: string) => ({
    video: await openVideo(deps, reference, NOBODY),
    storyboard: undefined,
    captions: []
  })
  server = await serve(express().use(federationRoutes({ db, origin: ORIGIN, findVideoParts })))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** Somebody elsewhere, whom Ada follows, who follows her, likes her film and says a word. */
async function meet(n: number): Promise<void> {
  const { db } = database
  const { actorId, accountId, url } = await aRemoteActor(db, `stranger${n}`)
  strangers.push(url)
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT $1::bigint, actor_id, 'accepted' FROM account WHERE id = $2
     UNION ALL SELECT actor_id, $1::bigint, 'accepted' FROM account WHERE id = $2`,
    [actorId, people.ada.accountId]
  )
  await db.query('INSERT INTO video_rating (video_id, account_id, rating, url) VALUES ($1, $2, $3, $4)', [
    videoId,
    accountId,
    'like',
    `${url}/likes/1`
  ])
  await db.query(
    `INSERT INTO video_comment (id, video_id, account_id, thread_id, text, url)
     VALUES ($1, $2, $3, $1, 'A word', $4)`,
    [n + 1, videoId, accountId, `${url}/notes/1`]
  )
}

interface Page {
  readonly id: string
  readonly type: string
  readonly totalItems: number
  readonly first?: string
  readonly prev?: string
  readonly next?: string
  readonly orderedItems: readonly string[]
}

const read = async (url: string) => {
  const answer = await fetch(url.replace(ORIGIN, server.origin), { headers: { accept: 'application/activity+json' } })
  expect([url, answer.status]).toEqual([url, 200])
  return (await answer.json()) as Page
}

/** As PeerTube goes through them. */
async function readAll(path: string): Promise<{ total: number; pages: (readonly string[])[] }> {
  const { first, totalItems } = await read(ORIGIN + path)
  const pages: (readonly string[])[] = []
  let before: string | undefined
  for (let next = first; next !== undefined; ) {
    const page = await read(next)
    expect([page.id, page.prev, page.totalItems]).toEqual([next, before, totalItems])
    pages.push(page.orderedItems)
    before = next
    next = page.next
  }
  return { total: totalItems, pages }
}

const whole = async (path: string) => {
  const { total, pages } = await readAll(path)
  expect([total, pages.map(items => items.length)]).toEqual([MANY, [10, MANY - 10]])
  return pages.flat()
}

test.each(['followers', 'following'])('%s', async part => {
  expect(await whole(`/accounts/ada/${part}`)).toEqual(strangers.toReversed())
})

test('likes, and as many dislikes', async () => {
  const ids = strangers.map(url => `${url}/likes/1`)
  expect((await whole(`/videos/watch/${uuid}/likes`)).toSorted()).toEqual(ids.toSorted())
  await database.db.query("UPDATE video_rating SET rating = 'dislike' WHERE video_id = $1", [videoId])
  expect((await whole(`/videos/watch/${uuid}/dislikes`)).toSorted()).toEqual(ids.toSorted())
})

test('comments', async () => {
  expect(await whole(`/videos/watch/${uuid}/comments`)).toEqual(strangers.map(url => `${url}/notes/1`))
})

test('an outbox', async () => {
  const items = (await whole('/video-channels/bob_channel/outbox')) as unknown as { object: string }[]
  const announced = items.map(({ object }) => object)
  expect(announced.toSorted()).toEqual(films.map(film => `${ORIGIN}/videos/watch/${film.uuid}`).toSorted())
})

test('playlists that are public, and what one holds', async () => {
  const { db } = database
  const make = async (privacy: number) =>
    (
      await db.query<{ id: number; uuid: string }>(
        `INSERT INTO playlist (account_id, channel_id, display_name, privacy) VALUES ($1, $2, 'Best', $3)
         RETURNING id, uuid`,
        [people.ada.accountId, people.ada.channelId, privacy]
      )
    ).rows[0]!
  const made: { id: number; uuid: string }[] = []
  for (let n = 0; n < MANY; n++) made.push(await make(1))
  for (const privacy of [2, 3]) await make(privacy)
  const urls = made.map(playlist => `${ORIGIN}/video-playlists/${playlist.uuid}`)
  for (const owner of ['/accounts/ada', '/video-channels/ada_channel'])
    expect((await whole(`${owner}/playlists`)).toSorted()).toEqual(urls.toSorted())

  for (const [at, { id }] of films.entries())
    await db.query('INSERT INTO playlist_element (playlist_id, video_id, position) VALUES ($1, $2, $3)', [
      ...[made[0]!.id, id, at + 1]
    ])
  const held: string[] = []
  for (const url of await whole(`/video-playlists/${made[0]!.uuid}`))
    held.push(((await read(url)) as unknown as { url: string }).url)
  expect(held).toEqual(films.map(film => `${ORIGIN}/videos/watch/${film.uuid}`))
})
