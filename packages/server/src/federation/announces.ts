/** Who passed a video of ours on: its channel and the server always, and people elsewhere. */
import { z } from 'zod'
import type { VideoDetails } from '../contract/index.ts'
import { type Site, siteOf } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'
import type { CollectionPage } from './collection.ts'
import { followersOf, toAnnounce } from './outgoing/activities.ts'
import { application, channelSpeaker, type Speaker } from './outgoing/speakers.ts'
import { findActorOfChannel, listAnnounceUrls } from './share-store.ts'

interface AnnounceDeps {
  readonly db: Queryable
  readonly origin: string
}

export const AnnouncerReference = z.object({
  actorId: z.coerce
    .number('Invalid value')
    .int()
    .min(1)
    .max(2 ** 53)
})

/** Addresses of announcements, ours first. */
export async function announcesOf(
  db: Queryable,
  video: VideoDetails,
  { start, count }: { start: number; count: number }
): Promise<CollectionPage> {
  if (video.privacy.id !== 1) return { total: 0, items: [] }
  return listAnnounceUrls(db, video, { start, count })
}

/** Undefined when that actor is neither the video's channel nor the server. */
export async function findAnnounce({ db, origin }: AnnounceDeps, video: VideoDetails, actorId: number) {
  if (video.privacy.id !== 1) return undefined
  const site = siteOf(origin)
  const server = await application(db, site)
  const channel = await channelOf(db, site, video)
  const actor = [server, channel].find(({ id }) => id === actorId)
  const followers = [channel.url, server.url, video.account.url].map(followersOf)
  return actor && toAnnounce({ videoUrl: video.url, actor, followers })
}

async function channelOf(db: Queryable, site: Site, { channel }: VideoDetails): Promise<Speaker> {
  return channelSpeaker(site, (await findActorOfChannel(db, channel.id)) ?? 0, channel.name)
}
