/** The server's numbers, as PeerTube 6.3 tells them to anybody (`GET /api/v1/server/stats`). */
import type { InstanceSettings } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { DELIVERY_DAYS, sumDelivery } from '../metrics/index.ts'
import { describeRedundancy } from '../redundancy/index.ts'
import { countTotals } from './stats-store.ts'

/** Kinds of messages between servers that PeerTube counts one by one. */
const MESSAGES = [
  ...['Create', 'Update', 'Delete', 'Follow', 'Accept', 'Reject', 'Announce', 'Undo', 'Like', 'Dislike', 'Flag'],
  ...['View', 'ApproveReply', 'RejectReply']
]

export async function describeStats(db: Queryable, settings: InstanceSettings) {
  const [totals, delivery] = await Promise.all([countTotals(db), sumDelivery(db, {})])
  return {
    ...totals,
    // Ours.
    delivery: { days: DELIVERY_DAYS, ...delivery },
    videosRedundancy: await describeRedundancy(db, settings),
    ...noMessages()
  }
}

/** No message of another server has been taken yet. */
function noMessages(): Record<string, number> {
  const kinds = MESSAGES.flatMap(kind => [
    `totalActivityPub${kind}MessagesSuccesses`,
    `totalActivityPub${kind}MessagesErrors`
  ])
  const sums = ['Processed', 'Successes', 'Errors', 'Waiting'].map(end => `totalActivityPubMessages${end}`)
  return Object.fromEntries([...kinds, ...sums, 'activityPubMessagesProcessedPerSecond'].map(name => [name, 0]))
}
