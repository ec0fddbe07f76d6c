export type { MediaCredentials, PlaybackDeps } from './access.ts'
export { playbackRoutes } from './routes.ts'
export { type FileSender, sendStoredFile } from './send-file.ts'
