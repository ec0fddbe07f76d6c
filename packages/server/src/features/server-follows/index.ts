export { serverFollowRoutes } from './routes.ts'
