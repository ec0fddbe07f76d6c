/** Something that changed elsewhere. */
import { byObject } from './by-object.ts'
import { updateNote } from './comments.ts'
import { updateVideo } from './videos.ts'

export const update = byObject({ Note: updateNote, Video: updateVideo })
