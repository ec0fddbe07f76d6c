export { auditTrail } from './audit.ts'
export { type FoundLog, findLogs, type LogSearch } from './find-logs.ts'
export { logRoutes } from './routes.ts'
export { sweepAudit } from './store.ts'
