/** What other servers have told of before, by its address. Reads channel, actor, remote_actor, video, remote_video. */
import type { Queryable } from '../../platform/postgres.ts'
import { isNamed } from '../actors/index.ts'
import type { Elsewhere } from './address.ts'

/** @returns Its id. */
export async function findKnownChannel(db: Queryable, address: Elsewhere): Promise<number | undefined> {
  const { where, values } =
    address.kind === 'page'
      ? { where: 'remote_actor.url = $1', values: [address.url] }
      : { where: isNamed('actor'), values: address.handle.split('@') }
  const { rows } = await db.query<{ id: number }>(
    `SELECT channel.id FROM channel
       JOIN actor ON actor.id = channel.actor_id JOIN remote_actor ON remote_actor.actor_id = actor.id
      WHERE ${where}`,
    values
  )
  return rows[0]?.id
}

/** @returns Its UUID. */
export async function findKnownVideo(db: Queryable, url: string): Promise<string | undefined> {
  const { rows } = await db.query<{ uuid: string }>(
    'SELECT uuid FROM video JOIN remote_video ON remote_video.video_id = video.id WHERE url = $1',
    [url]
  )
  return rows[0]?.uuid
}

/** Of a channel elsewhere. */
export async function findHandle(db: Queryable, channelId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ handle: string }>(
    `SELECT preferred_username || '@' || host AS handle FROM actor JOIN channel ON channel.actor_id = actor.id
      WHERE channel.id = $1 AND host IS NOT NULL`,
    [channelId]
  )
  return rows[0]?.handle
}
