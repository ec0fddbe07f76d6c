import type { Operations } from '../access.ts'

export const RATING_OPERATIONS = {
  rateVideo: {
    on: 'PUT /videos/{id}/rate',
    access: 'member',
    summary: 'Like a video, dislike it, or neither',
    opensVideo: true
  },
  getMyVideoRating: {
    on: 'GET /users/me/videos/{id}/rating',
    access: 'member',
    summary: 'Get my rating of a video',
    opensVideo: true
  },
  getAccountRatings: {
    on: 'GET /accounts/{handle}/ratings',
    access: 'owner',
    summary: 'List what I liked and disliked'
  }
} as const satisfies Operations
