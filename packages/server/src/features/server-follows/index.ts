export { serverFollowRoutes } from './routes.ts'
export { deleteServerFollow, wishToFollow } from './store.ts'
