export { type SubscriptionsDeps, subscriptionRoutes } from './routes.ts'
export { findChannelActor, followedAmong, insertFollow } from './store.ts'
