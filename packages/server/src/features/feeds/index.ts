export { feedRoutes } from './routes.ts'
export type { FeedsDeps } from './video-feed.ts'
