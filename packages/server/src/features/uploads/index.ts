export type { Media } from './media.ts'
export { openUploads, type UploadSettings } from './open-uploads.ts'
export { uploadRoutes } from './routes.ts'
export { BUSY_MS, sweepStrayFiles } from './sweep.ts'
