/** The parts of federation without any network: other servers are what `documents` holds. */
import type { FederationDeps, JsonObject, Received, RemoteActor } from '../../packages/server/src/federation/deps.ts'
import { Refused } from '../../packages/server/src/federation/deps.ts'
import { HANDLERS } from '../../packages/server/src/federation/handlers/index.ts'
import { tellOthers } from '../../packages/server/src/federation/outgoing/index.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import { handleNext } from '../../packages/server/src/platform/events.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import type { Storage } from '../../packages/server/src/platform/storage/disk.ts'
import { someSettings } from './settings.ts'

export interface FederationFixture {
  readonly deps: FederationDeps
  /** What other servers answer, by address. */
  readonly documents: Record<string, JsonObject>
  /** Which addresses were asked for. */
  readonly asked: string[]
  /** Delivers it as the inbox does once it has proved whose it is: carried out at most once. */
  receive(actor: RemoteActor, activity: object): Promise<void>
  /** Turns events into activities. @returns Those that were written since, with their mailboxes. */
  tell(): Promise<Told[]>
}

export interface Told {
  readonly body: Record<string, unknown> & { readonly type: string }
  /** The bytes of what is sent on. */
  readonly text: string | null
  readonly signerUrl: string
  readonly inboxes: readonly string[]
}

export function federationOf(db: Database, origin = 'https://here.example'): FederationFixture {
  const documents: Record<string, JsonObject> = {}
  const asked: string[] = []
  const deps: FederationDeps = {
    db,
    origin,
    site: siteOf(origin),
    settings: someSettings(),
    storage: {} as Storage,
    remote: {
      async document(url) {
        asked.push(url)
        const document = documents[url]
        if (!document) throw new Refused(`${url} is not there`)
        return document
      },
      picture: async () => Buffer.alloc(0)
    },
    findVideoParts: async () => undefined
  }
  return {
    deps,
    documents,
    asked,
    receive: (actor, activity) => receive(deps, actor, activity),
    async tell() {
      while (await handleNext(db, 'federation', tellOthers(deps)));
      return takeTold(db)
    }
  }
}

async function receive(deps: FederationDeps, actor: RemoteActor, activity: object): Promise<void> {
  const received = { actor: actor.url, ...activity } as Received['activity']
  const handle = HANDLERS[received.type]
  if (!handle) throw new Error(`Nobody takes a ${received.type}`)
  await handle(deps, {
    activity: received,
    actor,
    text: JSON.stringify(activity),
    once: work => deps.db.transaction(work)
  })
}

async function takeTold(db: Database): Promise<Told[]> {
  const { rows } = await db.query<Told>(
    `SELECT body, signed_body AS text, signer_url AS "signerUrl",
            ARRAY(SELECT url FROM delivery JOIN peer_inbox ON peer_inbox.id = delivery.inbox_id
                   WHERE delivery.activity_id = outgoing_activity.id ORDER BY url) AS inboxes
       FROM outgoing_activity ORDER BY id`
  )
  const failed = await db.query("SELECT FROM domain_event WHERE subscriber = 'federation'")
  if (failed.rows.length > 0) throw new Error('Events are left that could not be told')
  await db.query('DELETE FROM outgoing_activity')
  return rows
}
