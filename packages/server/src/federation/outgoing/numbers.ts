/** Views, likes and dislikes of videos of ours change all the time: others hear of them once a minute at most. */
import { log } from '../../platform/log.ts'
import type { FederationDeps } from '../deps.ts'
import { listNumbersDue, postponeNumbers } from './told.ts'
import { tellOfVideo } from './videos.ts'

const BATCH = 50

/** To be called every few seconds. Safe when several servers do. */
export async function tellNumbers(deps: FederationDeps): Promise<void> {
  for (;;) {
    const videoIds = await listNumbersDue(deps.db, BATCH)
    for (const videoId of videoIds)
      await deps.db
        .transaction(tx => tellOfVideo(deps, tx, videoId, 'counted'))
        .catch(async error => {
          log('federation').error('Numbers of video {videoId} cannot be told: {error}', { videoId, error })
          await postponeNumbers(deps.db, videoId)
        })
    if (videoIds.length < BATCH) return
  }
}
