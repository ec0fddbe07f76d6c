export { type MediaCredentials, type PlaybackDeps, playbackRoutes } from './routes.ts'
