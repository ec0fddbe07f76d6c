import { saveRemoteVideo } from '../../packages/server/src/features/videos/index.ts'
import { parseVideo } from '../../packages/server/src/federation/remote/video-parse.ts'
import { siteOf } from '../../packages/server/src/kernel/site.ts'
import type { Database } from '../../packages/server/src/platform/postgres.ts'
import { aRemoteActor } from './remote-actor.ts'
import { videoDocument } from './remote-video.ts'

export interface KeptVideo {
  readonly id: number
  readonly uuid: string
  readonly url: string
}

/** A public video that lies on another server, of the account `coral` and its channel `reefs` there. */
export async function keptVideo(
  db: Database,
  { origin = 'https://reef.example', uuid }: { origin?: string; uuid: string },
  change: Readonly<Record<string, unknown>> = {}
): Promise<KeptVideo> {
  const owner = await aRemoteActor(db, 'coral', { origin })
  const { channelId } = await aRemoteActor(db, 'reefs', { origin, kind: 'group', owner })
  const site = siteOf(origin.startsWith('https:') ? 'https://here.example' : 'http://localhost:9000')
  const video = parseVideo(videoDocument({ origin, uuid }, change), { site, now: new Date() })
  const saved = await db.transaction(tx => saveRemoteVideo(tx, channelId!, video))
  if (saved === 'taken') throw new Error('This UUID is taken')
  return { id: saved.id, uuid, url: video.url }
}
