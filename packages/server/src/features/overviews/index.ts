export { type OverviewDeps, overviewRoutes } from './routes.ts'
