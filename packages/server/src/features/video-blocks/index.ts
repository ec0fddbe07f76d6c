export { holdNewVideo } from './block-video.ts'
export { type VideoBlocksDeps, videoBlockRoutes } from './routes.ts'
