/** Views of videos of ours that people have elsewhere. */
import { countRemoteView } from '../../features/views/index.ts'
import { type ActivityHandler, Refused } from '../deps.ts'
import { isOnHostOf } from '../json.ts'
import { findOwnVideo } from './own-video.ts'

/** Those that expire say how many are watching now, which nothing here shows. */
export const view: ActivityHandler = async (deps, received) => {
  const { activity, actor } = received
  if (activity['expires'] !== undefined || activity['expiration'] !== undefined) return
  if (!isOnHostOf(activity.id, actor.url)) throw new Refused('It is named on another host')
  const videoId = await findOwnVideo(deps, activity)
  if (videoId === undefined) return
  const { host } = new URL(actor.url)
  await received.once(async tx => {
    await countRemoteView(tx, { videoId, host })
  })
}
