export { listPublicComments } from './public-comments.ts'
export { readTalk, type Talk } from './read-talk.ts'
export {
  assertMayBeSaid,
  changeComment,
  type Said,
  type Taken,
  takeApproval,
  takeBackComment,
  takeComment
} from './receive-comment.ts'
export {
  type Answered,
  findKnownComment,
  findPlace,
  type KnownComment,
  type Place,
  takeActivity
} from './remote-store.ts'
export { type CommentsDeps, commentRoutes } from './routes.ts'
export { findPublicComment, findToldComment, type ToldComment } from './told-comment.ts'
export { mayRemoveOthers, removeComment, writeComment } from './write-comment.ts'
