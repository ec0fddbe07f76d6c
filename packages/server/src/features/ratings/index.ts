export { type RatingsDeps, ratingRoutes } from './routes.ts'
export { listRaters } from './store.ts'
