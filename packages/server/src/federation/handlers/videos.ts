/** What other servers do with their videos: publish, change, announce and remove them. */
import {
  deleteVideoRows,
  findRemoteVideo,
  removeFilesOf,
  type StoredRemoteVideo,
  tellRemoteVideo
} from '../../features/videos/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { type ActivityHandler, type FederationDeps, Refused, type RemoteActor } from '../deps.ts'
import { idOf, isOnHostOf } from '../json.ts'
import { NotForEverybody } from '../remote/video-parse.ts'
import { findOrFetchVideo, readVideo, saveVideo } from '../remote/videos.ts'
import { deleteShare, insertShare, ownsChannel } from '../share-store.ts'
import type { ObjectHandler } from './by-object.ts'
import type { Deletion } from './delete.ts'

/** A new video, or a new state of one: told by its owner, which is looked at before anything else. */
const keepVideo =
  ({ isNews }: { isNews: boolean }): ObjectHandler =>
  async (deps, received, object) => {
    const url = idOf(object)
    if (url === undefined || !isOnHostOf(url, received.actor.url)) throw new Refused('This video lies on another host')
    const stored = await findRemoteVideo(deps.db, url)
    if (stored) assertOwns(received.actor, stored)
    try {
      const read = await readVideo(deps, object)
      if (!stored) await assertOwnsChannel(deps, received.actor, read.channel.channelId)
      await received.once(async tx => {
        const id = await saveVideo(tx, read)
        if (isNews) await tellRemoteVideo(tx, id)
      })
    } catch (error) {
      if (!(error instanceof NotForEverybody) || !stored) throw error
      await received.once(tx => removeRows(deps, tx, stored))
    }
  }

export const createVideo = keepVideo({ isNews: true })
export const updateVideo = keepVideo({ isNews: false })

function assertOwns({ actorId }: RemoteActor, { channelActorId, accountActorId }: StoredRemoteVideo): void {
  if (actorId !== channelActorId && actorId !== accountActorId) throw new Refused('This video belongs to somebody else')
}

async function assertOwnsChannel({ db }: FederationDeps, actor: RemoteActor, channelId: number): Promise<void> {
  if (!(await ownsChannel(db, actor, channelId))) throw new Refused('This video belongs to somebody else')
}

/** Of channels and servers, which tell their followers of their own videos so; what people like to share is not kept. */
export const announce: ActivityHandler = async (deps, received) => {
  const { actor, activity } = received
  const url = idOf(activity['object'])
  if (actor.kind === 'person' || url === undefined || !isOnHostOf(url, actor.url)) return
  const video = await findOrFetchVideo(deps, url)
  if (!video || video.isLocal) return
  await received.once(async tx => {
    await insertShare(tx, { videoId: video.id, actorId: actor.actorId, url: activity.id })
    await tellRemoteVideo(tx, video.id)
  })
}

export const undoAnnounce: ObjectHandler = async (deps, received, object) => {
  const url = idOf(object['object'])
  const video = url === undefined ? undefined : await findRemoteVideo(deps.db, url)
  if (!video) return
  await received.once(tx => deleteShare(tx, { videoId: video.id, actorId: received.actor.actorId }))
}

export const deleteVideo: Deletion = async (deps, received, url) => {
  const stored = await findRemoteVideo(deps.db, url)
  if (!stored) return false
  assertOwns(received.actor, stored)
  await received.once(tx => removeRows(deps, tx, stored))
  return true
}

/** Rows now, files as soon as may be: what is left of them is the sweeper's. */
async function removeRows({ storage }: FederationDeps, tx: Queryable, { id }: StoredRemoteVideo): Promise<void> {
  const belongings = await deleteVideoRows(tx, id)
  if (belongings) await removeFilesOf({ storage, cancelTranscoding: async () => {} }, belongings)
}
