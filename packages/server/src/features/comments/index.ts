export { type CommentsDeps, commentRoutes } from './routes.ts'
