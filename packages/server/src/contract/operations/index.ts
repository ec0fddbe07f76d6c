/** The whole API: what there is, where, and who may call it. One table per area; names are PeerTube's operation ids. */
import { CHAPTER_OPERATIONS } from './chapters.ts'

export const OPERATIONS = {
  ...CHAPTER_OPERATIONS
} as const

export type OperationId = keyof typeof OPERATIONS
