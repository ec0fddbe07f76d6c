/** Wire types of the sessions of a user, with PeerTube's names. */
import type { z } from 'zod'
import { sortedBy } from './channels.ts'
import { UserId } from './user-admin.ts'

export const TokenSessionListQuery = sortedBy(['createdAt', 'loginDate', 'lastActivityDate'])
export type TokenSessionListQuery = z.output<typeof TokenSessionListQuery>

export const TokenSessionReference = UserId.extend({
  tokenSessionId: UserId.shape.id
})

export interface TokenSession {
  readonly id: number
  /** It is the one that asks. */
  readonly currentSession: boolean
  readonly loginDevice: string
  /** Without what tells one household from another. */
  readonly loginIP: string
  readonly loginDate: string
  readonly lastActivityDevice: string
  readonly lastActivityIP: string
  readonly lastActivityDate: string
  readonly createdAt: string
}
