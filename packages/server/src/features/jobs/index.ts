export { type JobSource, type JobsDeps, jobRoutes } from './routes.ts'
