export { listCaptions } from './list-captions.ts'
export { type CaptionsDeps, captionRoutes } from './routes.ts'
