export { exportDownloads, exportRoutes, findOwner } from './routes.ts'
export { openExportWork, removeExpiredExports } from './work-exports.ts'
