/** The whole API: what there is, where, and who may call it. One table per area; names are PeerTube's operation ids. */
import { ABOUT_OPERATIONS } from './about.ts'
import { CHAPTER_OPERATIONS } from './chapters.ts'
import { CONFIGURATION_OPERATIONS } from './configuration.ts'
import { OPENAPI_OPERATIONS } from './openapi.ts'

export const OPERATIONS = {
  ...ABOUT_OPERATIONS,
  ...CHAPTER_OPERATIONS,
  ...CONFIGURATION_OPERATIONS,
  ...OPENAPI_OPERATIONS
} as const

export type OperationId = keyof typeof OPERATIONS
