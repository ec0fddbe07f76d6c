/** Something new elsewhere. */
import { byObject } from './by-object.ts'

export const create = byObject({})
