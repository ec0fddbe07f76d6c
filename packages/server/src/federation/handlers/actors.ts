/** What people, channels and servers elsewhere say of themselves: how they are now, and that they are gone. */

import { removeImageFiles } from '../../features/actor-images/index.ts'
import { deleteRemoteActor, someVideosOfActor } from '../../features/actors/index.ts'
import { removeVideo } from '../../features/videos/index.ts'
import { Refused } from '../deps.ts'
import { idOf } from '../json.ts'
import { readActor, saveActor } from '../remote/actors.ts'
import type { ObjectHandler } from './by-object.ts'
import type { Deletion } from './delete.ts'

/** Everybody speaks for themselves. A new key is believed only where it lies. */
export const updateActor: ObjectHandler = async (deps, received, object) => {
  const { actor } = received
  if (idOf(object) !== actor.url) throw new Refused('An actor is changed by itself alone')
  const told = await readActor(deps, object)
  const isKeyNew = told.publicKeyPem !== actor.publicKeyPem || told.publicKeyUrl !== actor.publicKeyUrl
  const read = isKeyNew ? await readActor(deps, await deps.remote.document(actor.url)) : told
  if (read.url !== actor.url) throw new Refused('This actor is somebody else by now')
  await received.once(tx => saveActor(tx, read))
  deps.pictures?.keep(read)
}

const DELETED_AT_ONCE = 50

/** Videos first, some at a time; what a crash leaves goes when the activity is worked off again. */
export const deleteActor: Deletion = async (deps, received, url) => {
  const { actor } = received
  if (url !== actor.url) return false
  const deletion = { ...deps, cancelTranscoding: async () => {} }
  for (;;) {
    const videoIds = await someVideosOfActor(deps.db, actor.actorId, DELETED_AT_ONCE)
    if (videoIds.length === 0) break
    for (const id of videoIds) await removeVideo(deletion, id)
  }
  let files: Awaited<ReturnType<typeof deleteRemoteActor>> = []
  await received.once(async tx => {
    files = await deleteRemoteActor(tx, actor.actorId)
  })
  await removeImageFiles(deps, files)
  return true
}
