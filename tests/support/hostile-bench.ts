/** A server of ours, the good reef elsewhere whose people it knows, and another server that means ill. */
import { randomUUID } from 'node:crypto'
import express from 'express'
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest'
import type { FederationDeps, JsonObject } from '../../packages/server/src/federation/deps.ts'
import { inboxRoutes } from '../../packages/server/src/federation/inbox/routes.ts'
import { openInbox } from '../../packages/server/src/federation/inbox/work.ts'
import { findOrFetchActor } from '../../packages/server/src/federation/remote/actors.ts'
import { findOrFetchVideo } from '../../packages/server/src/federation/remote/videos.ts'
import type { Clock } from '../../packages/server/src/platform/clock.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { aVideo } from './a-video.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople } from './people.ts'
import { PEER_KEYS, postSigned } from './remote-actor.ts'
import { openRemoteWorld, type RemotePeople, type RemoteWorld, settle } from './remote-server.ts'
import { videoDocument } from './remote-video.ts'
import { serve, type TestServer } from './serve.ts'

export const REEF = 'https://reef.example'
export const EVIL = 'https://evil.example'
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

/** Registers the hooks of the test file that calls it. Each test has a video of the reef of its own. */
export function useHostileServer() {
  let database: FreshDatabase
  let server: TestServer
  let world: RemoteWorld
  let inbox: Clock
  let reef: RemotePeople
  let evil: RemotePeople
  let uuid: string
  let video: string
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
    id: `${EVIL}/activities/${randomUUID()}`,
    type,
    actor: evil.account,
    to: [PUBLIC],
    object,
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

  /** The video of the reef, as an attacker would have it. */
  const theirVideo = (change: JsonObject = {}) => ({
    ...videoDocument({ origin: REEF, uuid }),
    name: 'Taken over',
    ...change
  })

  return {
    arm,
    everything,
    activity,
    post,
    send,
    theirVideo,
    get db(): Database {
      return database.db
    },
    get origin(): string {
      return server.origin
    },
    get deps(): FederationDeps {
      return world.deps
    },
    /** What other servers answer, by address. */
    get documents(): RemoteWorld['documents'] {
      return world.documents
    },
    get reef(): RemotePeople {
      return reef
    },
    get evil(): RemotePeople {
      return evil
    },
    /** Of the reef's video. */
    get uuid(): string {
      return uuid
    },
    get video(): string {
      return video
    },
    /** A video of ours. */
    get ours(): string {
      return ours
    }
  }
}
