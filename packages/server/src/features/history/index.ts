export { historyRoutes } from './routes.ts'
export { type HistorySettings, rememberProgress } from './store.ts'
