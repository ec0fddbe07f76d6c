/** Something new elsewhere. */
import { byObject } from './by-object.ts'
import { createNote } from './comments.ts'

export const create = byObject({ Note: createNote })
