/** Which video of ours an activity is about. */
import { findAccess, isForEverybody } from '../../features/videos/index.ts'
import { type FederationDeps, type JsonObject, Refused } from '../deps.ts'
import { idOf } from '../json.ts'
import { answeredAt } from '../remote/comments.ts'

/** @returns Undefined for what is no video of ours. @throws Refused for one that is not for everybody. */
export async function findOwnVideo({ db, site }: FederationDeps, { object }: JsonObject): Promise<number | undefined> {
  const named = answeredAt(site, idOf(object) ?? '')
  if (named.uuid === undefined || named.commentId !== null) return undefined
  const video = await findAccess(db, { uuid: named.uuid })
  if (!video || !isForEverybody(video)) throw new Refused('Video not found')
  return video.id
}
