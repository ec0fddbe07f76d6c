import type { Operations } from '../access.ts'

export const COMMENT_OPERATIONS = {
  getCommentThreads: {
    on: 'GET /videos/{id}/comment-threads',
    access: 'watcher',
    summary: 'List the threads under a video'
  },
  getCommentThread: {
    on: 'GET /videos/{id}/comment-threads/{threadId}',
    access: 'watcher',
    summary: 'Get a thread with all its answers'
  },
  addCommentThread: {
    on: 'POST /videos/{id}/comment-threads',
    access: 'member',
    summary: 'Comment on a video',
    limit: 'comment',
    opensVideo: true
  },
  addCommentReply: {
    on: 'POST /videos/{id}/comments/{commentId}',
    access: 'member',
    summary: 'Answer a comment',
    limit: 'comment',
    opensVideo: true
  },
  delComment: {
    on: 'DELETE /videos/{id}/comments/{commentId}',
    access: 'owner-or-moderator',
    summary: 'Delete a comment: its author, the owner of the video and moderators may',
    opensVideo: true
  },
  approveComment: {
    on: 'POST /videos/{id}/comments/{commentId}/approve',
    access: 'owner-or-moderator',
    summary: 'Let everybody see a comment that was held for review'
  },
  getComments: { on: 'GET /videos/comments', access: 'moderator', summary: 'List all comments' },
  getCommentsOnMyVideos: {
    on: 'GET /users/me/videos/comments',
    access: 'member',
    summary: 'List the comments under my videos'
  },
  removeCommentsOf: {
    on: 'POST /bulk/remove-comments-of',
    access: 'member',
    summary: 'Delete all comments of somebody: under my videos, or as a moderator everywhere'
  }
} as const satisfies Operations
