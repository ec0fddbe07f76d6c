export { type SubscriptionsDeps, subscriptionRoutes } from './routes.ts'
export { findChannelActor, followedAmong, insertFollow, requestSubscription } from './store.ts'
