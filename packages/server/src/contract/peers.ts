/** How the exchange with other servers goes, for administrators. Not on PeerTube. */
import { z } from 'zod'
import { count, INVALID, readable, start, text } from './list-parameters.ts'
import { isHost } from './server.ts'

export const PeerQuery = readable(z.object({ start, count, search: text().optional() }))
export type PeerQuery = z.output<typeof PeerQuery>

/** With its port where it has one, as in addresses. */
export const PeerReference = z.object({ host: z.string(INVALID).refine(isHost, INVALID) })

export const Peer = z.object({
  host: z.string(),
  /** Of ours, not taken there yet. */
  waiting: z.number().int(),
  lastSuccessAt: z.date().nullable(),
  /** Null while all is well. */
  failingSince: z.date().nullable(),
  /** Stays to be read when all is well again. */
  lastError: z.string().nullable(),
  lastErrorAt: z.date().nullable(),
  /** Null when nothing waits. */
  nextTryAt: z.date().nullable(),
  /** Accepted follows of somebody here by somebody there. */
  followers: z.number().int(),
  /** Accepted follows of somebody there by somebody here. */
  following: z.number().int()
})
export type Peer = z.output<typeof Peer>
