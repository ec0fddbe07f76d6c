/** Something new elsewhere. */
import { byObject } from './by-object.ts'
import { createNote } from './comments.ts'
import { keepCopy } from './copies.ts'
import { keepPlaylist } from './playlists.ts'
import { createVideo } from './videos.ts'

export const create = byObject({ Note: createNote, Video: createVideo, Playlist: keepPlaylist, CacheFile: keepCopy })
