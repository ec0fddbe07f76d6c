export { listCaptions } from './list-captions.ts'
export { type CaptionsDeps, captionRoutes } from './routes.ts'
export { toWebVtt } from './web-vtt.ts'
