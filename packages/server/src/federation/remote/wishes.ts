/** Follows of others: their target is asked for until it is known, and then asked to agree now and then. */
import { askAgain, confirmWish, listWishes, type Wish } from '../../features/follows/index.ts'
import { APPLICATION_NAME } from '../../kernel/site.ts'
import { log } from '../../platform/log.ts'
import type { FederationDeps, RemoteActor } from '../deps.ts'
import { findOrFetchActor } from './actors.ts'
import { isLoopbackSite } from './reader.ts'
import { resolveHandle } from './webfinger.ts'

/** Safe to repeat. */
export async function settleWishes(deps: FederationDeps): Promise<void> {
  await deps.db.transaction(askAgain)
  for (const wish of await listWishes(deps.db)) {
    try {
      await settleWish(deps, wish)
    } catch (error) {
      log('federation').info('{name}@{host} cannot be followed yet: {error}', { ...wish, error: String(error) })
    }
  }
}

async function settleWish(deps: FederationDeps, wish: Wish): Promise<void> {
  const { actorId } = await findTarget(deps, wish)
  await deps.db.transaction(tx => confirmWish(tx, wish.followId, actorId))
}

/** A server's own actor answers at PeerTube's address for it; WebFinger knows everybody else. */
async function findTarget(deps: FederationDeps, { name, host }: Wish): Promise<RemoteActor> {
  if (name !== APPLICATION_NAME) return resolveHandle(deps, `${name}@${host}`)
  const scheme = isLoopbackSite(deps.site) ? 'http' : 'https'
  return findOrFetchActor(deps, `${scheme}://${host}/accounts/${APPLICATION_NAME}`)
}
