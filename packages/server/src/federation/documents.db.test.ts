import { createPublicKey } from 'node:crypto'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AVideo, aVideo, giveRendition } from '../../../../tests/support/a-video.ts'
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/database.ts'
import { makePeople } from '../../../../tests/support/people.ts'
import { aRemoteActor } from '../../../../tests/support/remote-actor.ts'
import { serve, type TestServer } from '../../../../tests/support/serve.ts'
import { findStoryboard, openVideo, toStoryboard } from '../features/videos/index.ts'
import { AppError } from '../kernel/errors.ts'
import { problemHandler } from '../platform/http.ts'
import { ensureApplication } from './actor-store.ts'
import { discoveryRoutes } from './discovery.ts'
import { federationRoutes } from './routes.ts'

const ORIGIN = 'http://videos.example'
const NOBODY = { viewer: undefined, password: undefined, fileToken: undefined }
let database: FreshDatabase
let server: TestServer
const videos = new Map<string, AVideo>()

beforeAll(async () => {
  database = await freshDatabase()
  const { db } = database
  await ensureApplication(db)
  const people = await makePeople(db)
  for (const [kind, privacy] of Object.entries({ public: 1, unlisted: 2, private: 3, internal: 4, password: 5 })) {
    const video = await aVideo(db, people.ada.channelId, { name: `Talk ${kind}`, privacy, passwords: ['sesame'] })
    await giveRendition(db, video)
    videos.set(kind, video)
  }
  const findVideoParts = async (reference: string) => {
    const deps = { db, origin: ORIGIN, tokenSecret: Buffer.alloc(32) }
    const video = await openVideo(deps, reference, NOBODY).catch(error => {
      if (!(error instanceof AppError)) throw error
      return undefined
    })
    const storyboard = video && (await findStoryboard(db, video.id))
    return video && { video, storyboard: storyboard && toStoryboard(ORIGIN, storyboard), captions: [] }
  }
  const pages: express.RequestHandler = (_req, res) => void res.type('html').send('a page')
  const discovery = discoveryRoutes({ db, origin: ORIGIN })
  server = await serve(
    express().use(discovery, problemHandler, federationRoutes({ db, origin: ORIGIN, findVideoParts }), pages)
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** What these tests look into; everything else stays unknown. */
interface Document extends Record<string, unknown> {
  readonly publicKey: { publicKeyPem: string; owner: string }
  readonly url: { tag: unknown[] }[]
  readonly orderedItems: { type: string; object: { name: string } }[]
}

const get = (path: string, accept = 'application/activity+json') =>
  fetch(server.origin + path, { headers: { accept }, redirect: 'manual' })
const read = async (path: string) => (await get(path)).json() as Promise<Document>

describe('an actor', () => {
  test.each([
    ['/accounts/ada', 'Person'],
    ['/accounts/ADA', 'Person'],
    ['/video-channels/ada_channel', 'Group'],
    ['/accounts/peertube', 'Application']
  ])('%s is a %s with a key of its own', async (path, type) => {
    const document = await read(path)
    expect(document['type']).toBe(type)
    expect(document['publicKey'].publicKeyPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/)
    expect(document['publicKey'].owner).toBe(document['id'])
    expect((await read(path))['publicKey']).toEqual(document['publicKey'])
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(document['publicKey'].publicKeyPem)
    expect([asymmetricKeyType, asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048])
  })

  test('keeps one key when asked by many at once', async () => {
    const documents = await Promise.all(Array.from({ length: 6 }, () => read('/accounts/bob')))
    expect(new Set(documents.map(document => document['publicKey'].publicKeyPem)).size).toBe(1)
  })

  test('of a channel names its account', async () => {
    const { attributedTo } = await read('/video-channels/ada_channel')
    expect(attributedTo).toEqual([{ type: 'Person', id: `${ORIGIN}/accounts/ada` }])
  })

  test.each(['/accounts/nobody', '/accounts/ada_channel', '/video-channels/ada', '/video-channels/peertube'])(
    '%s is none',
    async path => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  )
})

describe('a video', () => {
  test.each(['/videos/watch/', '/w/'])('is told at %s', async folder => {
    const uuid = videos.get('public')!.uuid
    const document = await read(folder + uuid)
    expect(document).toMatchObject({ type: 'Video', id: `${ORIGIN}/videos/watch/${uuid}`, uuid })
    expect(document['url'][0]).toMatchObject({ mediaType: 'text/html', href: document['id'] })
    expect(document['url'][1]?.tag.length).toBeGreaterThan(1)
    expect(document['to']).toEqual(['https://www.w3.org/ns/activitystreams#Public'])
  })

  test('is a page for browsers at the same address', async () => {
    const answer = await get(`/videos/watch/${videos.get('public')!.uuid}`, 'text/html')
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.headers.get('vary')).toContain('Accept')
  })

  test('that is unlisted is told to nobody in particular', async () => {
    const document = await read(`/videos/watch/${videos.get('unlisted')!.uuid}`)
    expect([document['to'], document['cc']]).toEqual([[], ['https://www.w3.org/ns/activitystreams#Public']])
  })

  test.each(['private', 'internal', 'password'])('that is %s is not there for peers', async kind => {
    for (const part of ['', '/activity', '/announces'])
      expect((await get(`/videos/watch/${videos.get(kind)!.uuid}${part}`)).status).toBe(404)
  })

  test('is announced by its channel and by the server', async () => {
    const uuid = videos.get('public')!.uuid
    expect(await read(`/videos/watch/${uuid}/announces`)).toMatchObject({ type: 'OrderedCollection', totalItems: 2 })
    const { orderedItems } = await read(`/videos/watch/${uuid}/announces?page=1`)
    expect(orderedItems).toHaveLength(2)
  })
})

test.each(['/accounts/ada', '/video-channels/ada_channel', '/accounts/peertube'])(
  '%s tells its follows',
  async path => {
    for (const part of ['followers', 'following']) {
      expect(await read(`${path}/${part}`)).toMatchObject({ type: 'OrderedCollection', totalItems: 0 })
      expect((await read(`${path}/${part}?page=1`)).orderedItems).toEqual([])
    }
  }
)

test('followers are named by their address, wherever they are', async () => {
  const { db } = database
  const { actorId } = await aRemoteActor(db, 'zoe')
  await db.query(
    `INSERT INTO follow (actor_id, target_actor_id, state)
     SELECT $1, id, 'accepted' FROM actor WHERE preferred_username = 'mona_channel'`,
    [actorId]
  )
  await db.query(`INSERT INTO follow (actor_id, target_actor_id, state)
    SELECT follower.id, target.id, 'accepted' FROM actor follower, actor target
     WHERE follower.preferred_username = 'bob' AND target.preferred_username = 'mona_channel'`)
  const { orderedItems } = await read('/video-channels/mona_channel/followers?page=1')
  expect(orderedItems).toEqual([`${ORIGIN}/accounts/bob`, 'https://peer.example/accounts/zoe'])
})

test('host-meta says where to ask', async () => {
  const answer = await get('/.well-known/host-meta', '*/*')
  expect(answer.headers.get('content-type')).toContain('application/xml')
  expect(await answer.text()).toContain(`template="${ORIGIN}/.well-known/webfinger?resource={uri}"`)
})

describe('webfinger', () => {
  const finger = (resource: string) => get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`, '*/*')

  test.each([
    ['acct:ada@videos.example', '/accounts/ada'],
    ['acct:ADA@Videos.Example', '/accounts/ada'],
    ['acct:ada_channel@videos.example', '/video-channels/ada_channel'],
    ['acct:peertube@videos.example', '/accounts/peertube'],
    ['http://videos.example/accounts/ada', '/accounts/ada'],
    ['http://videos.example/a/ada/', '/accounts/ada'],
    ['http://videos.example/c/ada_channel', '/video-channels/ada_channel'],
    ['http://videos.example/video-channels/ada_channel?page=1', '/video-channels/ada_channel']
  ])('finds %s', async (resource, path) => {
    const found = (await (await finger(resource)).json()) as { links: unknown[] }
    expect(found.links).toContainEqual({ rel: 'self', type: 'application/activity+json', href: ORIGIN + path })
  })

  test.each([
    ['acct:nobody@videos.example', 404],
    ['acct:ada@elsewhere.example', 404],
    ['ada', 404],
    ['http://videos.example/c/ada', 404],
    ['http://elsewhere.example/accounts/ada', 404],
    ['http://videos.example/accounts/ada/inbox', 404],
    ['http://videos.example/', 404],
    ['', 400]
  ])('of "%s" answers %i', async (resource, status) => expect((await finger(resource)).status).toBe(status))
})

describe('what people said and thought', () => {
  const say = async (text: string, { isHeld = false, inReplyTo = null as number | null } = {}) => {
    const { rows } = await database.db.query<{ id: number }>(
      `WITH next AS (SELECT nextval(pg_get_serial_sequence('video_comment', 'id')) AS id)
       INSERT INTO video_comment (id, video_id, account_id, text, held_for_review, thread_id, in_reply_to_id)
       SELECT next.id, $1, account.id, $2, $3, coalesce($4::bigint, next.id), $4
         FROM next, account JOIN actor ON actor.id = account.actor_id WHERE actor.preferred_username = 'bob'
       RETURNING id`,
      [videos.get('public')!.id, text, isHeld, inReplyTo]
    )
    return rows[0]!.id
  }
  const at = (part: string) => `/videos/watch/${videos.get('public')!.uuid}/${part}`

  test('comments are Notes; held ones are not there; deleted ones are Tombstones', async () => {
    const first = await say('Hello **all**')
    const answer = await say('Yes', { inReplyTo: first })
    const held = await say('Buy', { isHeld: true })
    const { orderedItems, totalItems } = await read(at('comments?page=1'))
    expect([totalItems, orderedItems]).toEqual([2, [first, answer].map(id => `${ORIGIN}${at(`comments/${id}`)}`)])
    expect(await read(at(`comments/${answer}`))).toMatchObject({
      type: 'Note',
      content: 'Yes',
      mediaType: 'text/markdown',
      attributedTo: `${ORIGIN}/accounts/bob`,
      inReplyTo: `${ORIGIN}${at(`comments/${first}`)}`
    })
    expect((await get(at(`comments/${held}`))).status).toBe(404)
    await database.db.query("UPDATE video_comment SET deleted_at = now(), text = '' WHERE id = $1", [answer])
    const gone = await read(at(`comments/${answer}`))
    expect(gone).toMatchObject({ type: 'Tombstone', formerType: 'Note' })
    expect(gone).not.toHaveProperty('attributedTo')
  })

  test('chapters end where the next one begins, the last with the video', async () => {
    await database.db.query("INSERT INTO video_chapter VALUES ($1, 0, 'First'), ($1, 2, 'Second')", [
      videos.get('public')!.id
    ])
    expect((await read(at('chapters')))['hasPart']).toEqual([
      { name: 'First', startOffset: 0, endOffset: 2 },
      { name: 'Second', startOffset: 2, endOffset: 5 }
    ])
  })

  test('likes are told apart from dislikes', async () => {
    await database.db.query(
      `INSERT INTO video_rating (video_id, account_id, rating)
       SELECT $1, account.id, 'like' FROM account JOIN actor ON actor.id = account.actor_id
        WHERE actor.preferred_username = 'bob'`,
      [videos.get('public')!.id]
    )
    const { orderedItems } = await read(at('likes?page=1'))
    expect(orderedItems).toEqual([`${ORIGIN}/accounts/bob/likes/${videos.get('public')!.id}`])
    expect(await read(at('dislikes'))).toMatchObject({ totalItems: 0 })
  })
})

describe('an outbox', () => {
  test('of an account creates its public videos only', async () => {
    const { orderedItems, totalItems } = await read('/accounts/ada/outbox?page=1')
    expect(totalItems).toBe(1)
    expect(orderedItems.map(item => [item.type, item.object.name])).toEqual([['Create', 'Talk public']])
  })

  test.each(['/video-channels/ada_channel', '/accounts/peertube'])('of %s announces them', async path => {
    const { orderedItems } = await read(`${path}/outbox?page=1`)
    expect(orderedItems).toHaveLength(1)
    expect(orderedItems[0]).toMatchObject({ type: 'Announce', actor: ORIGIN + path })
  })

  test.each(['0', '-1', 'x', '1e9'])('has no page %s', async page => {
    expect((await get(`/accounts/ada/outbox?page=${page}`)).status).toBe(400)
  })
})
