/** What a server knows of some videos, told so that two servers that know the same tell the same. */
import type { NetworkServer } from '../support/network.ts'

export interface Knowledge {
  readonly channels: readonly string[]
  readonly playlists: readonly { readonly uuid: string; readonly name: string }[]
  readonly videos: readonly {
    readonly uuid: string
    readonly name: string
    readonly likes: number
    readonly dislikes: number
  }[]
  readonly comments: readonly {
    readonly url: string
    readonly text: string
    readonly inReplyTo: string | null
    readonly isDeleted: boolean
  }[]
}

const URL = (comment: string) =>
  `coalesce(${comment}.url, $2 || '/videos/watch/' || video.uuid || '/comments/' || ${comment}.id)`

export async function knowledgeOf({ db, origin }: NetworkServer, uuids: readonly string[]): Promise<Knowledge> {
  const videos = await db.query<Knowledge['videos'][number]>(
    'SELECT uuid, name, likes, dislikes FROM video WHERE uuid = ANY($1::uuid[]) ORDER BY uuid',
    [uuids]
  )
  const comments = await db.query<Knowledge['comments'][number]>(
    `SELECT ${URL('said')} AS url, said.text, said.deleted_at IS NOT NULL AS "isDeleted",
            CASE WHEN parent.id IS NULL THEN NULL ELSE ${URL('parent')} END AS "inReplyTo"
       FROM video_comment said JOIN video ON video.id = said.video_id
       LEFT JOIN video_comment parent ON parent.id = said.in_reply_to_id
      WHERE video.uuid = ANY($1::uuid[]) ORDER BY 1`,
    [uuids, origin]
  )
  const channels = await db.query<{ name: string }>(
    'SELECT display_name AS name FROM channel JOIN actor ON actor.id = channel.actor_id ORDER BY 1'
  )
  const playlists = await db.query<Knowledge['playlists'][number]>(
    'SELECT uuid, display_name AS name FROM playlist WHERE privacy = 1 ORDER BY uuid'
  )
  return {
    videos: videos.rows,
    comments: comments.rows,
    playlists: playlists.rows,
    channels: channels.rows.map(({ name }) => name)
  }
}
