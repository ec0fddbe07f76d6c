/** Something that changed elsewhere. */
import { byObject } from './by-object.ts'

export const update = byObject({})
