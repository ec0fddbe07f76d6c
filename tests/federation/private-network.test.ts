/**
 * Another server names addresses of the network in which this one stands, wherever it may name any, through the real
 * inbox and the real readers: nothing there is ever connected to.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import * as media from '@colombier/transcoder/media'
import express, { type RequestHandler } from 'express'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { copyWork } from '../../packages/server/src/features/redundancy/index.ts'
import type { FederationDeps, JsonObject } from '../../packages/server/src/federation/deps.ts'
import { inboxRoutes } from '../../packages/server/src/federation/inbox/routes.ts'
import { openInbox } from '../../packages/server/src/federation/inbox/work.ts'
import {
  findChannelElsewhere,
  findVideoElsewhere,
  openActorPictures,
  openRemoteFiles,
  openRemoteReader,
  peerRules,
  readPlaylists
} from '../../packages/server/src/federation/index.ts'
import { findOrFetchActor } from '../../packages/server/src/federation/remote/actors.ts'
import { readComments } from '../../packages/server/src/federation/remote/comment-reading.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import type { Clock } from '../../packages/server/src/platform/clock.ts'
import { doNext } from '../../packages/server/src/platform/leased-work.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { PEER_KEYS, postSigned } from '../support/remote-actor.ts'
import { openRemoteWorld, type RemotePeople, type RemoteWorld, settle } from '../support/remote-server.ts'
import { videoDocument } from '../support/remote-video.ts'
import { serve, type TestServer } from '../support/serve.ts'

const HERE = 'https://here.example'
const EVIL = 'https://evil.example'
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

let database: FreshDatabase
let world: RemoteWorld
let deps: FederationDeps
let pictures: ReturnType<typeof openActorPictures>
let server: TestServer
let inbox: Clock
let evil: RemotePeople
/** Stands in the private network, and hears whoever connects to it. */
let inside: Server
let connections = 0
/** Asked of the real reader. */
const tried: string[] = []
const reader = (origin: string) =>
  openRemoteReader({ site: siteOf(origin), signGet: async () => () => ({}), isMuted: async () => false })

beforeAll(async () => {
  inside = createServer(socket => {
    connections += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(inside, 'listening')
  database = await freshDatabase()
  world = await openRemoteWorld(database.db, HERE)
  evil = settle(world, EVIL)
  for (const url of Object.values(evil)) arm(url)
  pictures = openActorPictures({ ...world.deps, remote: remote(), media })
  deps = { ...world.deps, remote: remote(), pictures }
  const front: RequestHandler = (req, _res, next) => {
    req.headers.host = deps.site.host
    next()
  }
  server = await serve(express().use(front, inboxRoutes(deps)))
  inbox = openInbox(deps, { pollMs: 20 })
  await findOrFetchActor(deps, evil.channel)
})
afterEach(() => {
  expect(connections).toBe(0)
  tried.length = 0
})
afterAll(async () => {
  await inbox.stop()
  await pictures.stop()
  await server.close()
  await world.close()
  await database.close()
  inside.close()
})

/** What evil's own server says is at hand; all else is asked for as ever. */
function remote(): FederationDeps['remote'] {
  const real = reader(HERE)
  const ask =
    <T>(known: (url: string) => Promise<T>, asking: (url: string) => Promise<T>) =>
    (url: string) => {
      if (url.startsWith(EVIL)) return known(url)
      tried.push(url)
      return asking(url)
    }
  return {
    document: ask(world.deps.remote.document, real.document),
    picture: ask(world.deps.remote.picture, real.picture)
  }
}

function arm(url: string, change: JsonObject = {}): JsonObject {
  const publicKey = { id: `${url}#main-key`, owner: url, publicKeyPem: PEER_KEYS.publicKeyPem }
  const armed = { ...(world.documents.get(url) as JsonObject), publicKey, ...change }
  world.documents.set(url, armed)
  return armed
}

/** Ways to name one place; the last two are nothing that this server would ask at all. */
function places(): string[] {
  const { port } = inside.address() as AddressInfo
  const hosts = ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0']
  return [...hosts.map(host => `https://${host}:${port}/`), `http://127.0.0.1:${port}/`, `file:///etc/passwd?`]
}

/** @returns What became of it: the status at the door when it was stopped there. */
async function tell(type: string, object: unknown, actor = evil.account): Promise<string> {
  const { origin } = new URL(actor)
  const told = { id: `${origin}/activities/${randomUUID()}`, type, actor, to: [PUBLIC], object }
  const { status } = await postSigned(`${server.origin}/inbox`, { url: actor }, told, { publicOrigin: HERE })
  if (status !== 202) return String(status)
  return vi.waitFor(
    async () => {
      const { rows } = await database.db.query<{ state: string; attempts: number }>(
        'SELECT state, attempts FROM inbox_activity WHERE activity_id = $1',
        [told.id]
      )
      expect(rows[0]?.state === 'waiting' && rows[0].attempts === 0).toBe(false)
      return rows[0]?.state ?? 'gone'
    },
    { timeout: 10_000 }
  )
}

/** Publishes a film of evil's. @returns Its id here. */
async function publish(change: JsonObject): Promise<number> {
  const document = videoDocument({ origin: EVIL, uuid: randomUUID() }, change)
  expect(await tell('Create', document)).toBe('done')
  const { rows } = await database.db.query<{ id: number }>('SELECT video_id AS id FROM remote_video WHERE url = $1', [
    document.id
  ])
  return rows[0]!.id
}

test('the pictures of an actor are not fetched there', async () => {
  for (const place of places()) {
    const change = {
      icon: [{ type: 'Image', url: `${place}icon.png` }],
      image: { type: 'Image', url: `${place}b.png` }
    }
    expect(await tell('Update', arm(evil.account, change))).toBe('done')
    await pictures.settled()
  }
  expect(tried).toContain(`${places()[0]}icon.png`)
  expect((await database.db.query('SELECT FROM actor_image')).rows).toEqual([])
})

test('nor those of a film, its storyboard or its captions', async () => {
  const bring = openRemoteFiles({ ...deps, media })
  for (const place of places()) {
    const id = await publish({
      icon: [{ type: 'Image', url: `${EVIL}/small.jpg`, mediaType: 'image/jpeg', width: 280, height: 157 }].concat([
        { type: 'Image', url: `${place}large.jpg`, mediaType: 'image/jpeg', width: 850, height: 480 }
      ]),
      preview: [
        {
          type: 'Image',
          rel: ['storyboard'],
          url: [
            {
              mediaType: 'image/jpeg',
              href: `${place}board.jpg`,
              width: 1920,
              height: 324,
              tileWidth: 192,
              tileHeight: 108,
              tileDuration: 'PT3S'
            }
          ]
        }
      ],
      subtitleLanguage: [{ identifier: 'fr', name: 'French', url: `${place}fr.vtt` }]
    })
    const { rows } = await database.db.query<{ folder: string; name: string }>(
      `SELECT 'thumbnails' AS folder, thumbnail_name AS name FROM video WHERE id = $1
       UNION ALL SELECT 'previews', preview_name FROM video WHERE id = $1
       UNION ALL SELECT 'storyboards', file_name FROM storyboard WHERE video_id = $1
       UNION ALL SELECT 'video-captions', file_name FROM video_caption WHERE video_id = $1`,
      [id]
    )
    for (const { folder, name } of rows) expect(await bring(folder, name)).toBe(false)
  }
  for (const file of ['large.jpg', 'board.jpg', 'fr.vtt']) expect(tried).toContain(`${places()[0]}${file}`)
})

test('nor its numbers, chapters and comments', async () => {
  for (const place of places()) {
    const parts = ['likes', 'dislikes', 'shares', 'comments', 'hasParts']
    await publish(Object.fromEntries(parts.map(part => [part, place + part])))
    await readComments(deps)
  }
  // They lie on their film's host, or are none.
  expect(tried).toEqual([])
})

test('nor its files, hashes, torrents and trackers, where copies of it are wished for', async () => {
  const work = copyWork({ ...deps, peerRules: peerRules(deps.site), bringFilesOf: async () => undefined })
  for (const place of places()) {
    const text = JSON.stringify(videoDocument({ origin: EVIL, uuid: randomUUID() })['url'])
    const id = await publish({
      url: JSON.parse(text.replaceAll(/(https|wss):\/\/evil\.example\/(hls|tracker)\//g, place))
    })
    await database.db.query(
      `INSERT INTO video_copy (video_id, strategy, source, size_bytes)
       SELECT video_id, 'manual', playlists -> 0, 1000 FROM remote_video
        WHERE video_id = $1 AND playlists -> 0 IS NOT NULL`,
      [id]
    )
    while (await doNext(work));
  }
  const { rows } = await database.db.query('SELECT error FROM video_copy')
  expect(rows.length).toBeGreaterThanOrEqual(4)
  for (const row of rows) expect(row).toEqual({ error: expect.stringMatching(/not on the open internet/) })
})

test('nor a playlist’s picture, pages, elements and films', async () => {
  const id = `${EVIL}/video-playlists/${randomUUID()}`
  const told = (change: JsonObject) => {
    const playlist = {
      type: 'Playlist',
      id,
      uuid: id.slice(-36),
      name: 'Ways in',
      to: [PUBLIC],
      attributedTo: [evil.channel],
      published: '2026-05-04T10:11:12.000Z',
      updated: '2026-05-04T10:11:13.000Z',
      totalItems: 1,
      ...change
    }
    world.documents.set(id, playlist)
    return tell('Update', playlist)
  }
  for (const place of places()) {
    const icon = { type: 'Image', url: `${place}p.jpg`, mediaType: 'image/jpeg', width: 280, height: 157 }
    expect(await told({ first: `${place}page`, icon })).toBe('done')
    await readPlaylists(deps)
    const page = `${id}?page=${encodeURIComponent(place)}`
    const element = { id: `${id}/videos/1`, type: 'PlaylistElement', url: `${place}film` }
    world.documents.set(page, { id: page, orderedItems: [element, `${place}element`] })
    expect(await told({ first: page })).toBe('done')
    await readPlaylists(deps)
  }
  expect(tried).toContain(`${places()[0]}film`)
})

test('nobody and nothing there is asked who or what it is', async () => {
  for (const place of places()) {
    const note = {
      type: 'Note',
      id: `${EVIL}/notes/${randomUUID()}`,
      attributedTo: evil.account,
      content: 'Hello',
      inReplyTo: `${place}note`,
      published: '2026-05-04T10:11:12.000Z',
      to: [PUBLIC]
    }
    await tell('Create', note)
    for (const type of ['Announce', 'Like', 'Follow', 'Flag', 'Delete']) await tell(type, `${place}thing`)
    await tell('Announce', `${place}film`, evil.channel)
    await tell('Create', videoDocument({ origin: EVIL, uuid: randomUUID() }, { attributedTo: [`${place}owner`] }))
    await tell('Update', arm(evil.channel, { attributedTo: [`${place}owner`], outbox: `${place}outbox` }))
    expect(await tell('Like', `${HERE}/videos/watch/${randomUUID()}`, `${place}somebody`)).toMatch(/^40[01]$/)
    await findVideoElsewhere(deps, `${place}film`)
    await findChannelElsewhere(deps, { kind: 'page', url: `${place}channel` })
    if (place.startsWith('http'))
      await findChannelElsewhere(deps, { kind: 'handle', handle: `a@${new URL(place).host}` })
  }
  for (const name of ['note', 'somebody', 'film', 'channel']) expect(tried).toContain(places()[0] + name)
})

test('who may connect there does, so that the others show something', async () => {
  await reader('http://127.0.0.1:9')
    .document(places().at(-2)!)
    .catch(() => {})
  expect(connections).toBe(1)
  connections = 0
})
