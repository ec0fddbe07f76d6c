export { videoPasswordRoutes } from './routes.ts'
