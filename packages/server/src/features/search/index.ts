export { type SearchDeps, searchRoutes } from './routes.ts'
