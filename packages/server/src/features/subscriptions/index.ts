export { type SubscriptionsDeps, subscriptionRoutes } from './routes.ts'
