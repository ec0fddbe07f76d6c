/** Wire types of mutes (PeerTube's "blocklist"), with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import type { AccountDetails } from './actors.ts'
import { count, INVALID, readable, sortBy, start, text, texts } from './list-parameters.ts'

const HANDLE_MAX = 320
const HOST_MAX = 255
const handle = z.string(INVALID).trim().min(1, INVALID).max(HANDLE_MAX, INVALID)
const host = z
  .string(INVALID)
  .trim()
  .toLowerCase()
  .max(HOST_MAX, INVALID)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/, INVALID)

/** `POST …/blocklist/accounts`: a name, with or without its host. */
export const MuteAccountBody = z.object({ accountName: handle })
export const MutedAccountReference = z.object({ accountName: handle })
/** `POST …/blocklist/servers` */
export const MuteServerBody = z.object({ host })
export const MutedServerReference = z.object({ host })

/** `GET …/blocklist/accounts` and `GET …/blocklist/servers` */
export const MuteListQuery = readable(
  z.object({ start, count, sort: sortBy(['createdAt']).default('-createdAt'), search: text().optional() })
)
export type MuteListQuery = z.output<typeof MuteListQuery>

/** `GET /api/v1/blocklist/status` */
export const MuteStatusQuery = readable(
  z.object({
    accounts: texts('Should have a valid accounts array').default([]),
    hosts: texts('Should have a valid hosts array').default([])
  })
)
export type MuteStatusQuery = z.output<typeof MuteStatusQuery>

interface Mute {
  /** The server's own actor where everybody is spared. */
  readonly byAccount: AccountDetails
  readonly createdAt: string
}

export interface MutedAccount extends Mute {
  readonly blockedAccount: AccountDetails
}

export interface MutedServer extends Mute {
  readonly blockedServer: { readonly host: string }
}

interface MuteFacts {
  readonly blockedByServer: boolean
  readonly blockedByUser: boolean
}

export interface MuteStatus {
  readonly accounts: Readonly<Record<string, MuteFacts>>
  readonly hosts: Readonly<Record<string, MuteFacts>>
}
