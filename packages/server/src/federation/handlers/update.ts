/** Something that changed elsewhere. */
import { updateActor } from './actors.ts'
import { byObject } from './by-object.ts'
import { updateNote } from './comments.ts'
import { keepCopy } from './copies.ts'
import { keepPlaylist } from './playlists.ts'
import { updateVideo } from './videos.ts'

export const update = byObject({
  Note: updateNote,
  Video: updateVideo,
  Playlist: keepPlaylist,
  CacheFile: keepCopy,
  Person: updateActor,
  Service: updateActor,
  Organization: updateActor,
  Group: updateActor,
  Application: updateActor
})
