export { type RatingsDeps, ratingRoutes } from './routes.ts'
