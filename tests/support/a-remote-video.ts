/** A video of another server that is known here already. */

import type { RemoteActor } from '../../packages/server/src/federation/deps.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { aVideo } from './a-video.ts'

export interface RemoteVideo {
  readonly id: number
  readonly uuid: string
  readonly url: string
}

type Change = Parameters<typeof aVideo>[2]

export async function aRemoteVideo(db: Database, channel: RemoteActor, change: Change = {}): Promise<RemoteVideo> {
  const { id, uuid } = await aVideo(db, channel.channelId!, change)
  const url = `${new URL(channel.url).origin}/videos/watch/${uuid}`
  await db.query('INSERT INTO remote_video (video_id, url, comments_url) VALUES ($1, $2, $3)', [
    id,
    url,
    `${url}/comments`
  ])
  // What it may have said of itself when it was made here.
  await db.query('DELETE FROM domain_event')
  return { id, uuid, url }
}
