export { findAbuseOfElsewhere, findReportedAccount, type Reported, takeReport } from './remote.ts'
export { type AbusesDeps, abuseRoutes } from './routes.ts'
