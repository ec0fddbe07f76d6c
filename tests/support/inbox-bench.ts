/** The inbox as other servers reach it, and who sends to it. */
import express from 'express'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type JsonObject, Refused, type RemoteActor } from '../../packages/server/src/federation/deps.ts'
import { inboxRoutes } from '../../packages/server/src/federation/inbox/routes.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { makePeople } from './people.ts'
import { aRemoteActor, PEER_KEYS, postSigned } from './remote-actor.ts'
import { serve, type TestServer } from './serve.ts'

/** Its port is another each time. */
export const HERE = 'http://127.0.0.1'
export const HOST = 'https://peer.example'
export const ADA = `${HOST}/accounts/ada`
export const HUB = 'https://hub.example/accounts/hub'

export const ada = { url: ADA }
export const hub = { url: HUB }

export const like = (id = `${HOST}/likes/1`, actor: unknown = ADA): JsonObject => ({
  '@context': 'https://www.w3.org/ns/activitystreams',
  type: 'Like',
  id,
  actor,
  object: `${HERE}/videos/watch/1`
})

export async function problemOf(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as { detail: string }).detail]
}

/** Registers the hooks of the test file that calls it. */
export function useInbox() {
  let database: FreshDatabase
  let server: TestServer
  /** What other servers answer, by address; cleared for each test, as are the others. */
  const documents: Record<string, JsonObject | Error> = {}
  const asked: string[] = []
  const taken = { key: '', isAllowed: true }

  beforeAll(async () => {
    database = await freshDatabase()
    await makePeople(database.db)
    await aRemoteActor(database.db, 'ada', { origin: HOST })
    await aRemoteActor(database.db, 'hub', { origin: 'https://hub.example', kind: 'application' })
    const remote = {
      async document(url: string) {
        asked.push(url)
        const found = documents[url] ?? new Refused('Nothing is there')
        if (found instanceof Error) throw found
        return found
      },
      picture: async () => Buffer.alloc(0)
    }
    const limiter = {
      takeFast(key: string) {
        taken.key = key
        return { isAllowed: taken.isAllowed, remaining: 0, freeInSeconds: 1, retryAfterSeconds: 1 }
      }
    }
    const app = express()
    server = await serve(app)
    app.use(inboxRoutes({ db: database.db, site: siteOf(server.origin), remote, limiter }))
  })
  beforeEach(async () => {
    for (const url of Object.keys(documents)) delete documents[url]
    asked.length = 0
    Object.assign(taken, { key: '', isAllowed: true })
    await database.db.query('TRUNCATE inbox_activity')
  })
  afterAll(async () => {
    await server.close()
    await database.close()
  })

  const post = (activity: object, signer: Pick<RemoteActor, 'url'> = ada, path = '/inbox', headers = {}) =>
    postSigned(server.origin + path, signer, activity, { headers })

  async function stored() {
    const { rows } = await database.db.query<Record<string, unknown>>(
      `SELECT activity_id, actor_url, relayed_by, type, object_url, body, state FROM inbox_activity ORDER BY id`
    )
    return rows
  }

  /** Somebody whom nobody here knows yet, and whose server says who they are. */
  function stranger(name: string, more: JsonObject = {}) {
    const id = `${HOST}/accounts/${name}`
    const publicKey = { id: `${id}#main-key`, owner: id, publicKeyPem: PEER_KEYS.publicKeyPem }
    documents[id] = { id, type: 'Person', preferredUsername: name, inbox: `${id}/inbox`, publicKey, ...more }
    return { url: id }
  }

  return {
    documents,
    asked,
    taken,
    post,
    stored,
    stranger,
    get db(): Database {
      return database.db
    },
    get origin(): string {
      return server.origin
    }
  }
}
