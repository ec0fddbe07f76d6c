export type { MediaCredentials, PlaybackDeps } from './access.ts'
export { playbackRoutes } from './routes.ts'
