/** Wire types of subscriptions, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'
import { listOf, readable } from './list-parameters.ts'

/** `name@host`, the host with its port if any. */
const uri = z
  .string('Invalid value')
  .max(320, 'Invalid value')
  .regex(/^@?[^@\s]+@[^@\s/]+$/, 'Invalid value')

/** `POST /api/v1/users/me/subscriptions` */
export const SubscribeBody = z.object({ uri })

export const SubscriptionHandle = z.object({ handle: uri })

export const SubscriptionListQuery = sortedBy(['createdAt', 'channelUpdatedAt']).extend({
  search: z.string('Invalid value').max(200, 'Invalid value').optional()
})
export type SubscriptionListQuery = z.output<typeof SubscriptionListQuery>

/** `GET /api/v1/users/me/subscriptions/exist` */
export const SubscriptionsExistQuery = readable(z.object({ uris: listOf(uri, 'Invalid value').default([]) }))
