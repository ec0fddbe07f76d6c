/** Fetches avatars and banners of people elsewhere, a few at a time, without anybody waiting for them. */

import { keepImage } from '../../features/actor-images/index.ts'
import { findFetchedPictures } from '../../features/actors/index.ts'
import type { CoverMaker } from '../../platform/covers.ts'
import { log } from '../../platform/log.ts'
import type { ActorPictures, FederationDeps } from '../deps.ts'

type Wanted = Parameters<ActorPictures['keep']>[0]

export type PictureDeps = Pick<FederationDeps, 'db' | 'storage' | 'remote'> & { readonly media: CoverMaker }

export interface PictureWork extends ActorPictures {
  /** Resolves once all that was asked for is done. */
  settled(): Promise<void>
}

const AT_ONCE = 2
/** Whoever comes when so many wait is looked after when asked for again. */
const WAITING_MAX = 1000

export function openActorPictures(deps: PictureDeps): PictureWork {
  let isStopped = false
  const waiting = new Map<string, Wanted>()
  const running = new Set<Promise<void>>()

  const goOn = () => {
    for (const [url, wanted] of waiting) {
      if (running.size >= AT_ONCE) return
      waiting.delete(url)
      const work = keepPictures(deps, wanted)
        .catch(error =>
          log('federation').info('Pictures of {url} cannot be kept: {error}', { url, error: String(error) })
        )
        .finally(() => {
          running.delete(work)
          goOn()
        })
      running.add(work)
    }
  }
  const settled = async () => {
    while (running.size > 0) await Promise.all(running)
  }

  return {
    keep(wanted) {
      if (isStopped || (waiting.size >= WAITING_MAX && !waiting.has(wanted.url))) return
      waiting.set(wanted.url, wanted)
      goOn()
    },
    settled,
    async stop() {
      isStopped = true
      waiting.clear()
      await settled()
    }
  }
}

async function keepPictures(deps: PictureDeps, wanted: Wanted): Promise<void> {
  const known = await findFetchedPictures(deps.db, wanted.url)
  if (!known) return
  for (const kind of ['avatar', 'banner'] as const) {
    const url = wanted[`${kind}Url`] ?? null
    if (url === known[kind]) continue
    const bytes = url === null ? null : await deps.remote.picture(url)
    await keepImage(deps, { actorId: known.actorId, kind, url, bytes })
  }
}
