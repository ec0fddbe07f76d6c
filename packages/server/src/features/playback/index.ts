export type { MediaCredentials, PlaybackDeps } from './access.ts'
export { cacheControlOf, isUuid } from './media-file.ts'
export { allowAnyOrigin, playbackRoutes } from './routes.ts'
export { type FileSender, sendStoredFile } from './send-file.ts'
