/** Another server, as far as a test needs one: documents by their addresses, without a network. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ActivityHandler,
  type FederationDeps,
  type JsonObject,
  Refused,
  type RemoteReader
} from '../../packages/server/src/federation/deps.ts'
import { findOrFetchActor } from '../../packages/server/src/federation/remote/actors.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import { FetchError } from '../../packages/server/src/platform/fetch.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { openDiskStorage } from '../../packages/server/src/platform/storage/disk.ts'
import { someSettings } from './settings.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

export interface RemoteWorld {
  readonly deps: FederationDeps
  /** What lies at an address: a document, or bytes of a picture. What is not there is refused with 404. */
  readonly documents: Map<string, JsonObject | Buffer>
  /** Every address that was asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

/** @param origin Of the server that is tested. */
export async function openRemoteWorld(db: Database, origin = 'https://here.example'): Promise<RemoteWorld> {
  const documents = new Map<string, JsonObject | Buffer>()
  const asked: string[] = []
  const read = (url: string) => {
    asked.push(url)
    const found = documents.get(url)
    if (!found) throw new FetchError('refused', `${url} answers with status 404`, { status: 404 })
    return found
  }
  const remote: RemoteReader = {
    async document(url) {
      const found = read(url)
      if (Buffer.isBuffer(found)) throw new Refused(`${url} is no document`)
      return found
    },
    async picture(url) {
      const found = read(url)
      return Buffer.isBuffer(found) ? found : Buffer.from(JSON.stringify(found))
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'colombier-remote-'))
  const storage = openDiskStorage(folder)
  const deps = {
    db,
    origin,
    site: siteOf(origin),
    settings: someSettings(),
    storage,
    remote,
    findVideoParts: async () => undefined
  }
  return { deps, documents, asked, close: () => rm(folder, { recursive: true }) }
}

type ActorType = 'Person' | 'Group' | 'Application'

export function actorDocument(id: string, type: ActorType, more: JsonObject = {}): JsonObject & { id: string } {
  return {
    id,
    type,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    followers: `${id}/followers`,
    preferredUsername: id.split('/').at(-1),
    endpoints: { sharedInbox: `${new URL(id).origin}/inbox` },
    publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
    ...more
  }
}

export interface RemotePeople {
  readonly account: string
  readonly channel: string
  readonly application: string
}

/** Puts an account with its channel, and the server's own actor, on a server. */
export function settle(
  { documents }: Pick<RemoteWorld, 'documents'>,
  origin: string,
  { account: accountName = 'coral', channel: channelName = 'reefs' } = {}
): RemotePeople {
  const account = `${origin}/accounts/${accountName}`
  const channel = `${origin}/video-channels/${channelName}`
  const application = `${origin}/accounts/peertube`
  documents.set(account, actorDocument(account, 'Person'))
  documents.set(channel, actorDocument(channel, 'Group', { attributedTo: [{ type: 'Person', id: account }] }))
  documents.set(application, actorDocument(application, 'Application'))
  return { account, channel, application }
}

/** Hands an activity to its handler as the inbox does, whose signature was found to be its actor's; twice if told so. */
export async function receive(
  { deps }: Pick<RemoteWorld, 'deps'>,
  handler: ActivityHandler,
  { times = 1, ...activity }: { actor: string; type: string; object: unknown; id?: string; times?: number }
): Promise<void> {
  const whole = { id: `${activity.actor}/activities/${randomUUID()}`, ...activity }
  for (let time = 0; time < times; time++) {
    const actor = await findOrFetchActor(deps, activity.actor)
    const once = (work: Parameters<Database['transaction']>[0]) => deps.db.transaction(work) as Promise<void>
    await handler(deps, { activity: whole, actor, text: JSON.stringify(whole), once })
  }
}
