export { auditTrail } from './audit.ts'
export { logRoutes } from './routes.ts'
export { sweepAudit } from './store.ts'
