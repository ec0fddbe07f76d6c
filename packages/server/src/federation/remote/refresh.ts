/** Looks after what is kept of other servers' videos, when somebody looks at one that was not told of for long. */
import { claimRefresh, deleteVideoRows, noteMissing, removeFilesOf } from '../../features/videos/index.ts'
import { FetchError } from '../../platform/fetch.ts'
import { log } from '../../platform/log.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { readAgain } from './comment-reading-store.ts'
import { NotForEverybody } from './video-parse.ts'
import { storeVideo } from './videos.ts'

/** Twice in a row, an hour apart at least: an origin that is being mended says so once, too. */
const MISSING_MAX = 2

/** Whatever comes of it, whoever looks does not wait for it. */
export function refreshSoon(deps: FederationDeps): (videoId: number) => void {
  return videoId => {
    refreshIfOld(deps, videoId).catch(error =>
      log('federation').error('Video {videoId} cannot be looked after: {error}', { videoId, error })
    )
  }
}

/** Asks the origin again when that is due: one caller does, and the others find it done. */
export async function refreshIfOld(deps: FederationDeps, videoId: number): Promise<void> {
  const url = await claimRefresh(deps.db, videoId)
  if (url === undefined) return
  try {
    const document = await deps.remote.document(url)
    if (document['type'] === 'Tombstone') await oneMore(deps, videoId)
    else await storeAgain(deps, document, url)
  } catch (error) {
    if (error instanceof NotForEverybody) await remove(deps, videoId)
    else if (error instanceof FetchError && (error.status === 404 || error.status === 410)) await oneMore(deps, videoId)
    else if (!(error instanceof FetchError || error instanceof Refused)) throw error
  }
}

async function storeAgain(deps: FederationDeps, document: JsonObject, url: string): Promise<void> {
  if (document['id'] !== url) throw new Refused(`${url} is another video now`)
  const { id } = await storeVideo(deps, document, { isFresh: true })
  await readAgain(deps.db, id)
}

async function oneMore(deps: FederationDeps, videoId: number): Promise<void> {
  if ((await noteMissing(deps.db, videoId)) >= MISSING_MAX) await remove(deps, videoId)
}

async function remove({ db, storage }: FederationDeps, videoId: number): Promise<void> {
  const belongings = await db.transaction(tx => deleteVideoRows(tx, videoId))
  if (belongings) await removeFilesOf({ storage, cancelTranscoding: async () => {} }, belongings)
}
