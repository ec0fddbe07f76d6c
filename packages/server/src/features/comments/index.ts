export { findPublicComment, listPublicComments, type PublicComment } from './public-comments.ts'
export { type CommentsDeps, commentRoutes } from './routes.ts'
