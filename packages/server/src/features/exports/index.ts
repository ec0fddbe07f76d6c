export { exportDownloads, exportRoutes } from './routes.ts'
export { openExportWork, removeExpiredExports } from './work-exports.ts'
