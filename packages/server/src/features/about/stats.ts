/** The server's numbers, as PeerTube 6.3 tells them to anybody (`GET /api/v1/server/stats`). */
import type { InstanceSettings } from '../../contract/index.ts'
import type { Queryable } from '../../platform/postgres.ts'
import { DELIVERY_DAYS, sumDelivery } from '../metrics/index.ts'
import { describeRedundancy } from '../redundancy/index.ts'
import { type CountedMessages, countMessages, countTotals } from './stats-store.ts'

/** Kinds of messages between servers that PeerTube counts one by one. */
const MESSAGES = [
  ...['Create', 'Update', 'Delete', 'Follow', 'Accept', 'Reject', 'Announce', 'Undo', 'Like', 'Dislike', 'Flag'],
  ...['View', 'ApproveReply', 'RejectReply']
]

export async function describeStats(db: Queryable, settings: InstanceSettings) {
  const [totals, delivery, messages] = await Promise.all([countTotals(db), sumDelivery(db, {}), countMessages(db)])
  return {
    ...totals,
    // Ours.
    delivery: { days: DELIVERY_DAYS, ...delivery },
    videosRedundancy: await describeRedundancy(db, settings),
    ...describeMessages(messages)
  }
}

const HOUR_SECONDS = 3600

/** Of as long as messages are remembered. PeerTube counts since it was started. */
function describeMessages(counted: readonly CountedMessages[]): Record<string, number> {
  const sum = (of: readonly CountedMessages[], key: 'done' | 'failed' | 'waiting' | 'lastHour') =>
    of.reduce((total, messages) => total + messages[key], 0)
  const kinds = MESSAGES.flatMap(kind => {
    const ofKind = counted.filter(({ type }) => type === kind)
    return [
      [`totalActivityPub${kind}MessagesSuccesses`, sum(ofKind, 'done')],
      [`totalActivityPub${kind}MessagesErrors`, sum(ofKind, 'failed')]
    ] as const
  })
  return {
    ...Object.fromEntries(kinds),
    totalActivityPubMessagesProcessed: sum(counted, 'done') + sum(counted, 'failed'),
    totalActivityPubMessagesSuccesses: sum(counted, 'done'),
    totalActivityPubMessagesErrors: sum(counted, 'failed'),
    totalActivityPubMessagesWaiting: sum(counted, 'waiting'),
    activityPubMessagesProcessedPerSecond: sum(counted, 'lastHour') / HOUR_SECONDS
  }
}
