/** What a peer may say through a WebSocket. The library would pass anything on to others, and falls over some of it. */
import { z } from 'zod'
import type { Limits } from './limits.ts'

const TWENTY_BYTES = /^[\0-\xff]{20}$/
const twentyBytes = z.string().regex(TWENTY_BYTES)
const SDP_MAX = 20_000

const description = z.object({ type: z.string().max(20), sdp: z.string().max(SDP_MAX) })
const offerId = z.string().max(100)

const Announce = z.object({
  action: z.literal('announce'),
  info_hash: twentyBytes,
  peer_id: twentyBytes,
  event: z.string().max(20).nullish(),
  // Infinity becomes null in JSON, which the library takes for 0: a whole file.
  left: z
    .number()
    .nullish()
    .transform(left => left ?? undefined),
  offers: z.array(z.object({ offer: description, offer_id: offerId })).nullish(),
  answer: description.nullish(),
  to_peer_id: twentyBytes.nullish(),
  offer_id: offerId.nullish()
})

const Scrape = z.object({
  action: z.literal('scrape'),
  info_hash: z.union([twentyBytes.transform(hash => [hash]), z.array(twentyBytes).min(1)])
})

const Message = z.discriminatedUnion('action', [Announce, Scrape])
export type Message = z.output<typeof Message>

/** @returns What to do, or why not. */
export function readMessage(bytes: Buffer, limits: Limits): Message | string {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString())
  } catch {
    return 'This is not JSON'
  }
  const { success, data } = Message.safeParse(json)
  if (!success) return 'This is neither an announce nor a scrape'
  if (data.action === 'scrape')
    return data.info_hash.length > limits.scrapedPerMessage ? 'Too many hashes at once' : data
  if ((data.offers?.length ?? 0) > limits.offersPerMessage) return 'Too many offers at once'
  if (data.answer && !data.to_peer_id) return 'An answer must say to whom'
  return data
}

/** What it costs: an offer is passed on. */
export const weightOf = (message: Message): number =>
  message.action === 'scrape' ? message.info_hash.length / 10 : 1 + (message.offers?.length ?? 0) / 5
