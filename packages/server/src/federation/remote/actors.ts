/** Actors of other servers: from the database where they are known, else from their own server. */
import { findRemoteActorByUrl, type StoredRemoteActor, upsertRemoteActor } from '../../features/actors/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type FederationDeps, type JsonObject, Refused, type RemoteActor } from '../deps.ts'
import { keepRecent } from '../keep-recent.ts'
import { type ParsedActor, parseActor } from './actor-parse.ts'
import { HereOnly } from './here-only.ts'

export type ActorDeps = Pick<FederationDeps, 'db' | 'remote' | 'pictures'>

const REFRESH_MS = 2 * 24 * 3_600_000
const AGAIN_MS = 60_000

export async function findRemoteActor(db: Queryable, url: string): Promise<RemoteActor | undefined> {
  return findRemoteActorByUrl(db, withoutFragment(url))
}

/** A server that does not answer is left alone for a while. */
const LOOKED_MS = 600_000
const looked = keepRecent<true>(2000)

const underWay = new Map<string, Promise<StoredRemoteActor>>()

/**
 * @param url An ActivityPub id; a fragment, as ids of keys have, is left away.
 * @throws FetchError; Refused for what is no actor.
 */
export async function findOrFetchActor(deps: ActorDeps, url: string): Promise<RemoteActor> {
  const known = await findRemoteActorByUrl(deps.db, withoutFragment(url))
  // Asked again inside: somebody else's answer may have been kept since.
  if (!known) return shared(deps, url, async id => (await findRemoteActorByUrl(deps.db, id)) ?? fetchActor(deps, id))
  // What is old serves, and is looked after meanwhile.
  if (Date.now() - known.fetchedAt.getTime() > REFRESH_MS && !looked.get(known.url)) {
    if (deps.remote instanceof HereOnly) deps.remote.ask()
    looked.set(known.url, true, LOOKED_MS)
    void refreshActor(deps, known.url).catch(() => {})
  }
  return known
}

/** Asks its server again; several callers at once share one answer. @throws as `findOrFetchActor`. */
export function refreshActor(deps: ActorDeps, url: string): Promise<RemoteActor> {
  return shared(deps, url, id => fetchActor(deps, id))
}

function shared(
  deps: ActorDeps,
  url: string,
  find: (id: string) => Promise<StoredRemoteActor>
): Promise<StoredRemoteActor> {
  if (deps.remote instanceof HereOnly) deps.remote.ask()
  const id = withoutFragment(url)
  const running = underWay.get(id)
  if (running) return running
  const fetching = find(id).finally(() => underWay.delete(id))
  underWay.set(id, fetching)
  return fetching
}

/** Whether a key that does not fit may be asked for again, or was so a moment ago. */
export async function mayRefresh(db: Queryable, url: string): Promise<boolean> {
  const known = await findRemoteActorByUrl(db, withoutFragment(url))
  return known === undefined || Date.now() - known.fetchedAt.getTime() > AGAIN_MS
}

async function fetchActor(deps: ActorDeps, url: string): Promise<StoredRemoteActor> {
  return storeActor(deps, await deps.remote.document(url))
}

/**
 * Keeps an actor as its own server describes it.
 *
 * @throws Refused; FetchError when the owner of a channel cannot be asked for.
 */
export async function storeActor(deps: ActorDeps, document: JsonObject, how?: ReadOptions): Promise<StoredRemoteActor> {
  const read = await readActor(deps, document, how)
  await deps.db.transaction(tx => saveActor(tx, read))
  deps.pictures?.keep(read)
  const stored = await findRemoteActorByUrl(deps.db, read.url)
  if (!stored) throw new Refused(`${read.url} is gone`)
  return stored
}

/** An actor with everything that other servers had to be asked for. */
export interface ReadActor extends ParsedActor {
  /** Of a channel. */
  readonly ownerAccountId: number | null
}

interface ReadOptions {
  /** A channel cannot own a channel: nobody is led round in circles. */
  readonly isOwner?: boolean
}

/** @throws as `storeActor`. */
export async function readActor(
  deps: ActorDeps,
  document: JsonObject,
  { isOwner = false }: ReadOptions = {}
): Promise<ReadActor> {
  const parsed = parseActor(document)
  return { ...parsed, ownerAccountId: parsed.kind === 'group' ? await ownerOf(deps, parsed, isOwner) : null }
}

/** @throws Refused for another address under a known name, or another kind or owner. */
export async function saveActor(tx: Queryable, read: ReadActor): Promise<void> {
  const actorId = await upsertRemoteActor(tx, read)
  if (actorId === undefined) throw new Refused(`${read.url} is not who was known under that name`)
}

async function ownerOf(deps: ActorDeps, { url, ownerUrl }: ParsedActor, isOwner: boolean): Promise<number> {
  if (isOwner || ownerUrl === undefined || ownerUrl === url) throw new Refused(`${url} does not say whose it is`)
  const known = await findRemoteActorByUrl(deps.db, ownerUrl)
  const owner = known ?? (await storeActor(deps, await deps.remote.document(ownerUrl), { isOwner: true }))
  if (owner.accountId === null) throw new Refused(`${url} belongs to something that is no account`)
  return owner.accountId
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#')
  return at === -1 ? url : url.slice(0, at)
}
