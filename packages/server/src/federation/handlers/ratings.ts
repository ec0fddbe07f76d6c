/** What people elsewhere think of videos of ours. Of others' videos, their servers count it. */
import { findRating, setRating } from '../../features/ratings/index.ts'
import { type ActivityHandler, Refused } from '../deps.ts'
import { isOnHostOf } from '../json.ts'
import type { ObjectHandler } from './by-object.ts'
import { findOwnVideo } from './own-video.ts'

const RATINGS: Readonly<Record<string, 'like' | 'dislike'>> = { Like: 'like', Dislike: 'dislike' }

export const rate: ActivityHandler = async (deps, received) => {
  const { activity, actor } = received
  const videoId = await findOwnVideo(deps, activity)
  if (videoId === undefined) return
  const { accountId } = actor
  if (accountId === null) throw new Refused('Channels have no opinion')
  const rating = RATINGS[activity.type]!
  if (!isOnHostOf(activity.id, actor.url)) throw new Refused('It is named on another host')
  await received.once(tx => setRating(tx, { videoId, accountId, rating, url: activity.id }))
}

/** Another opinion in its place stays. */
export const undoRating: ObjectHandler = async (deps, received, object) => {
  const videoId = await findOwnVideo(deps, object)
  const { accountId } = received.actor
  if (videoId === undefined || accountId === null) return
  await received.once(async tx => {
    if ((await findRating(tx, videoId, accountId)) !== RATINGS[String(object['type'])]) return
    await setRating(tx, { videoId, accountId, rating: 'none' })
  })
}
