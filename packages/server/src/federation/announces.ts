/** Who passed a video of ours on: its channel and the server always, and people elsewhere. Tables: video_share, actor… */
import { z } from 'zod'
import type { VideoDetails } from '../contract/index.ts'
import { type Site, siteOf } from '../kernel/site.ts'
import type { Queryable } from '../platform/postgres.ts'
import { APPLICATION_NAME } from './actor-store.ts'
import type { CollectionPage } from './collection.ts'
import { followersOf, toAnnounce } from './outgoing/activities.ts'
import { application, channelSpeaker, type Speaker } from './outgoing/speakers.ts'

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
  const { rows } = await db.query<{ url: string | null; total: number }>(
    `WITH announced AS (
       SELECT 0 AS place, actor.id, $3 || '/announces/' || actor.id AS url
         FROM actor LEFT JOIN channel ON channel.actor_id = actor.id
        WHERE channel.id = $1
           OR (actor.host IS NULL AND actor.kind = 'application' AND actor.preferred_username = $4)
       UNION ALL
       SELECT 1, actor_id, url FROM video_share WHERE video_id = $2)
     SELECT page.url, whole.total
       FROM (SELECT count(*) AS total FROM announced) whole
       LEFT JOIN (SELECT * FROM announced ORDER BY place, id DESC LIMIT $5 OFFSET $6) page ON true
      ORDER BY page.place, page.id DESC`,
    [video.channel.id, video.id, video.url, APPLICATION_NAME, count, start]
  )
  return { total: rows[0]?.total ?? 0, items: rows.flatMap(({ url }) => url ?? []) }
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
  const { rows } = await db.query<{ id: number }>('SELECT actor_id AS id FROM channel WHERE id = $1', [channel.id])
  return channelSpeaker(site, rows[0]?.id ?? 0, channel.name)
}
