/** Wire types of subscriptions, with PeerTube 6.3's names (openapi.yaml; recordings). */
import { z } from 'zod'
import { sortedBy } from './channels.ts'

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

/** Repeated, or with brackets, as clients write lists. */
export const SubscriptionsExistQuery = z
  .object({ uris: z.unknown(), 'uris[]': z.unknown() })
  .partial()
  .transform(query => [query.uris ?? query['uris[]'] ?? []].flat())
  .pipe(z.array(uri, 'Invalid value').max(100, 'Invalid value'))
