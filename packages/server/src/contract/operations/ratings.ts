import type { Operations } from '../access.ts'

export const RATING_OPERATIONS = {
  rateVideo: { on: 'PUT /videos/{id}/rate', access: 'member', summary: 'Like a video, dislike it, or neither' },
  getMyVideoRating: { on: 'GET /users/me/videos/{id}/rating', access: 'member', summary: 'Get my rating of a video' },
  getAccountRatings: {
    on: 'GET /accounts/{handle}/ratings',
    access: 'owner',
    summary: 'List what I liked and disliked'
  }
} as const satisfies Operations
