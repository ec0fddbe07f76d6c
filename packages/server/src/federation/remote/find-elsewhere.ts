/** Channels and videos elsewhere that somebody has named: undefined when there are none, or nobody answers. */
import { findAccess } from '../../features/videos/index.ts'
import { FetchError } from '../../platform/fetch.ts'
import { type FederationDeps, Refused } from '../deps.ts'
import { findOrFetchActor } from './actors.ts'
import { findOrFetchVideo } from './videos.ts'
import { resolveHandle } from './webfinger.ts'

type Address = { readonly kind: 'handle'; readonly handle: string } | { readonly kind: 'page'; readonly url: string }

/** @returns The channel's id. */
export async function findChannelElsewhere(deps: FederationDeps, address: Address): Promise<number | undefined> {
  const isHandle = address.kind === 'handle'
  const actor = await orNothing(isHandle ? resolveHandle(deps, address.handle) : findOrFetchActor(deps, address.url))
  return actor?.channelId ?? undefined
}

/** @returns The video's UUID. */
export async function findVideoElsewhere(deps: FederationDeps, url: string): Promise<string | undefined> {
  const video = await orNothing(findOrFetchVideo(deps, url))
  return video && (await findAccess(deps.db, { id: video.id }))?.uuid
}

async function orNothing<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking
  } catch (error) {
    if (error instanceof FetchError || error instanceof Refused) return undefined
    throw error
  }
}
