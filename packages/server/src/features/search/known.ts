/** What other servers have told of before, by its address. Reads actors, videos, playlists and what they are elsewhere. */
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

/** @returns The path of its page here. */
export async function findKnownPage(
  db: Queryable,
  address: Elsewhere | { readonly kind: 'channel'; readonly name: string }
): Promise<string | undefined> {
  const [statement, values] =
    address.kind === 'page'
      ? [`${VIDEO_PAGE} UNION ALL ${PLAYLIST_PAGE} UNION ALL ${ACTOR_PAGE} WHERE remote_actor.url = $1`, [address.url]]
      : [
          `${ACTOR_PAGE} WHERE ${isNamed('actor')}`,
          address.kind === 'handle' ? address.handle.split('@') : [address.name, null]
        ]
  const { rows } = await db.query<{ path: string }>(`${statement} LIMIT 1`, values)
  return rows[0]?.path
}

const VIDEO_PAGE = `SELECT '/w/' || uuid AS path FROM video JOIN remote_video ON remote_video.video_id = video.id
  WHERE remote_video.url = $1`
const PLAYLIST_PAGE = `SELECT '/w/p/' || uuid FROM playlist JOIN remote_playlist ON remote_playlist.playlist_id = playlist.id
  WHERE remote_playlist.url = $1`
const ACTOR_PAGE = `
  SELECT CASE WHEN channel.id IS NULL THEN '/a/' ELSE '/c/' END || preferred_username || coalesce('@' || host, '') AS path
    FROM actor
    LEFT JOIN remote_actor ON remote_actor.actor_id = actor.id
    LEFT JOIN channel ON channel.actor_id = actor.id
    JOIN (SELECT actor_id FROM channel UNION ALL SELECT actor_id FROM account) shown ON shown.actor_id = actor.id`
