export { type AbusesDeps, abuseRoutes } from './routes.ts'
