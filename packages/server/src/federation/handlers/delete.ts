/** Something that is gone elsewhere: named by its id alone, or by what is left of it. */
import { type ActivityHandler, type FederationDeps, type Received, Refused } from '../deps.ts'
import { idOf, isOnHostOf } from '../json.ts'
import { deleteActor } from './actors.ts'
import { deleteNote } from './comments.ts'
import { deleteCopy } from './copies.ts'
import { deletePlaylist } from './playlists.ts'
import { deleteVideo } from './videos.ts'

/** @returns Whether there was such a thing of this kind here. @throws Refused when it is not the actor's. */
export type Deletion = (deps: FederationDeps, received: Received, url: string) => Promise<boolean>

const DELETIONS: readonly Deletion[] = [deleteVideo, deleteActor, deletePlaylist, deleteCopy]

export const deleteThing: ActivityHandler = async (deps, received) => {
  const url = idOf(received.activity['object'])
  if (url === undefined) throw new Refused('What is gone is not told')
  // The owner of a video takes words away from under it, wherever their author lives.
  if (await deleteNote(deps, received, url)) return
  if (!isOnHostOf(url, received.actor.url)) throw new Refused('What is gone lies on another host')
  for (const isGone of DELETIONS) if (await isGone(deps, received, url)) return
}
