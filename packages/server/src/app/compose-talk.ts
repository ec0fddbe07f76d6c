/** What a watch page shows of people, and what they do there: the pages' forms lead to the same use cases as the API. */
import { VideoReference } from '../contract/index.ts'
import { mayRemoveOthers, readTalk, removeComment, writeComment } from '../features/comments/index.ts'
import type { AtVideo, WatchExtrasDeps } from '../features/pages/index.ts'
import { findRating, setRating } from '../features/ratings/index.ts'
import { isSubscribed, subscribe, unsubscribe } from '../features/subscriptions/index.ts'
import { assertOpened, findAccess, openAccess, videoNotFound } from '../features/videos/index.ts'
import type { Peers } from './compose-federation.ts'
import type { Parts } from './compose-parts.ts'

export function composeTalk(
  { db, origin, site, tokenSecret }: Parts,
  { resolveChannel }: Pick<Peers, 'resolveChannel'>
): Omit<WatchExtrasDeps, 'call'> {
  const open = ({ reference, credentials }: AtVideo) => openAccess({ db, tokenSecret }, reference, credentials)
  const subscriptions = { db, origin, resolveChannel }
  return {
    origin,
    async readTalk({ uuid }, viewer, range) {
      const video = await findAccess(db, { uuid })
      if (!video) throw videoNotFound()
      const talk = await readTalk(db, site, { viewer, video }, { ...range, sort: '-createdAt' })
      return { ...talk, mayModerate: mayRemoveOthers(video, viewer) }
    },
    findOpinion: async ({ id, channel }, { accountId }) => ({
      rating: await findRating(db, id, accountId),
      isSubscribed: await isSubscribed(subscriptions, accountId, `${channel.name}@${channel.host}`)
    }),
    async writeComment(at, comment) {
      const video = await open(at)
      return (await writeComment({ db, site }, at.credentials.viewer, { video, ...comment })).id
    },
    async deleteComment({ reference, credentials }, id) {
      const parsed = VideoReference.safeParse({ id: reference })
      const video = parsed.success ? await findAccess(db, parsed.data.id) : undefined
      if (!video) throw videoNotFound()
      const assertOpen = () => assertOpened({ tokenSecret }, video, ...[reference, credentials])
      await removeComment(db, credentials.viewer, { video, id, assertOpen })
    },
    async rate(at, rating) {
      const { id: videoId } = await open(at)
      const { accountId } = at.credentials.viewer
      await db.transaction(tx => setRating(tx, { videoId, accountId, rating }))
    },
    setSubscribed: ({ accountId }, handle, isWanted) =>
      isWanted ? subscribe(subscriptions, accountId, handle) : unsubscribe(subscriptions, accountId, handle)
  }
}
