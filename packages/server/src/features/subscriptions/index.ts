export { subscriptionRoutes } from './routes.ts'
export { findChannelActor, followedAmong, insertFollow, requestSubscription } from './store.ts'
export { isSubscribed, type SubscriptionsDeps, subscribe, unsubscribe } from './subscribe.ts'
