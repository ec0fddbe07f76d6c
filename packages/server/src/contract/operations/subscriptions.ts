import type { Operations } from '../access.ts'

export const SUBSCRIPTION_OPERATIONS = {
  getMySubscriptions: { on: 'GET /users/me/subscriptions', access: 'member', summary: 'List the channels I follow' },
  addSubscription: { on: 'POST /users/me/subscriptions', access: 'member', summary: 'Follow a channel' },
  areSubscribed: {
    on: 'GET /users/me/subscriptions/exist',
    access: 'member',
    summary: 'Find out which of some channels I follow'
  },
  getMySubscriptionVideos: {
    on: 'GET /users/me/subscriptions/videos',
    access: 'member',
    summary: 'List the videos of the channels I follow'
  },
  getMySubscription: {
    on: 'GET /users/me/subscriptions/{handle}',
    access: 'member',
    summary: 'Get a channel that I follow'
  },
  deleteSubscription: {
    on: 'DELETE /users/me/subscriptions/{handle}',
    access: 'member',
    summary: 'Follow a channel no longer'
  }
} as const satisfies Operations
