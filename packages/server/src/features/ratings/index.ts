export { type RatingsDeps, ratingRoutes } from './routes.ts'
export { findRating, listRaters, setRating } from './store.ts'
