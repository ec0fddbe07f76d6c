export { auditTrail } from './audit.ts'
export { logRoutes } from './routes.ts'
export { sweepAudit } from './store.ts'
export { type FoundLog, findLogs, type LogSearch } from './find-logs.ts'
