import { z } from 'zod'

/** `GET /api/v1/server/tracker`: who meets here at this moment. Somebody in two swarms is two peers. */
export const TrackerCounts = z.object({
  enabled: z.boolean(),
  swarms: z.number(),
  /** Who has all of it. */
  seeders: z.number(),
  leechers: z.number(),
  /** Players, and seeders that serve them. */
  webSocket: z.number(),
  /** BitTorrent clients. */
  http: z.number(),
  /** Open connections of the former. */
  sockets: z.number()
})
export type TrackerCounts = z.output<typeof TrackerCounts>
