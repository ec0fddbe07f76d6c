export type { Elsewhere } from './address.ts'
export { type SearchDeps, searchRoutes } from './routes.ts'
