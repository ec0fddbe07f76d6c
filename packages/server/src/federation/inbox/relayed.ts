/** Whether what somebody else has brought is its actor's: by its signature in the body, or by asking its own server. */
import { FetchError } from '../../platform/fetch.ts'
import { type FederationDeps, type JsonObject, Refused, type RemoteActor } from '../deps.ts'
import { idOf, idsOf, isOnHostOf } from '../json.ts'
import { findOrFetchActor, mayRefresh, refreshActor } from '../remote/actors.ts'
import { hasBodySignature, verifyBodySignature } from '../signatures/verify-body.ts'

/** Kinds of which the truth lies on the actor's own server. */
export const REFETCHED: ReadonlySet<string> = new Set(['Create', 'Update', 'Delete', 'Announce'])

export interface Relayed {
  readonly id: string
  readonly type: string
  readonly actorUrl: string
  readonly activity: JsonObject
  readonly text: string
}

export interface Proved {
  readonly actor: RemoteActor
  readonly activity: JsonObject
  readonly text: string
}

type Deps = Pick<FederationDeps, 'db' | 'remote'>

/** @throws Refused for what is not proved; FetchError when the server does not answer. */
export async function proveRelayed(deps: Deps, relayed: Relayed): Promise<Proved> {
  const actor = await findOrFetchActor(deps, relayed.actorUrl)
  const { activity, text } = relayed
  if (hasBodySignature(activity)) {
    if (await verifyBodySignature(activity, actor)) return { actor, activity, text }
    if (await mayRefresh(deps.db, actor.url)) {
      const renewed = await refreshActor(deps, actor.url)
      if (await verifyBodySignature(activity, renewed)) return { actor: renewed, activity, text }
    }
  }
  const told = await askItsServer(deps, relayed)
  return { actor, activity: told, text: JSON.stringify(told) }
}

/** Nothing of what was brought counts but the addresses; they lead to what the actor's server says. */
async function askItsServer({ remote }: Deps, { id, type, actorUrl, activity }: Relayed): Promise<JsonObject> {
  const objectUrl = idOf(activity['object'])
  const bare = { '@context': 'https://www.w3.org/ns/activitystreams', id, type, actor: actorUrl }
  if (type === 'Announce') {
    const found = await remote.document(id)
    if (found['id'] !== id || found['type'] !== type || idOf(found['actor']) !== actorUrl)
      throw new Refused('Its server tells another activity')
    return found
  }
  if (!REFETCHED.has(type)) throw new Refused('It carries no signature of its actor')
  if (objectUrl === undefined || !isOnHostOf(objectUrl, actorUrl))
    throw new Refused('What it is about is not on the host of its actor')
  if (type === 'Delete') {
    await assertGone(remote, objectUrl)
    return { ...bare, object: objectUrl }
  }
  const object = await remote.document(objectUrl)
  const isOwn =
    object['id'] === objectUrl && (objectUrl === actorUrl || idsOf(object['attributedTo']).includes(actorUrl))
  if (!isOwn) throw new Refused('What it is about is not its actor’s')
  return { ...bare, object, to: object['to'], cc: object['cc'] }
}

async function assertGone(remote: Deps['remote'], url: string): Promise<void> {
  try {
    if ((await remote.document(url))['type'] === 'Tombstone') return
  } catch (error) {
    if (error instanceof FetchError && (error.status === 404 || error.status === 410)) return
    throw error
  }
  throw new Refused('What is said to be gone is there')
}
