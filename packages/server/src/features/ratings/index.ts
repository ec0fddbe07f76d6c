export { findLocalRating, findRatedVideo, type RatedVideo } from './rated-video.ts'
export { type RatingsDeps, ratingRoutes } from './routes.ts'
export { findRating, listRaters, setRating } from './store.ts'
