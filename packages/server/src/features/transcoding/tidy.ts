import { STORAGE } from '@colombier/transcoder/contract'
import { log } from '../../platform/log.ts'
import { listUntidy, lockHlsNames, setTidy } from './folder-store.ts'
import type { TranscodingDeps } from './transcoding.ts'

/**
 * Removes what an attempt that replaced renditions, or failed to, has left in its video's folder: every file that no
 * row names. Safe to repeat; after a crash it is found again.
 */
export async function tidyFolder({ db, storage }: Pick<TranscodingDeps, 'db' | 'storage'>, videoId: number) {
  await db.transaction(async tx => {
    // Locked, so that no new attempt begins to write there meanwhile.
    const found = await lockHlsNames(tx, videoId)
    if (!found) return
    const folder = `${STORAGE.hls}/${found.videoUuid}`
    const strays = (await storage.list(folder)).filter(name => !found.names.has(name))
    await Promise.all(strays.map(name => storage.remove(`${folder}/${name}`)))
    await setTidy(tx, videoId)
  })
}

export async function tidyFolders(deps: Pick<TranscodingDeps, 'db' | 'storage'>): Promise<void> {
  for (const videoId of await listUntidy(deps.db)) {
    await tidyFolder(deps, videoId).catch(error =>
      log('transcoding').warn('Old renditions of video {videoId} are not removed yet: {error}', { videoId, error })
    )
  }
}
