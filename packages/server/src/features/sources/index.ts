export { type SourcesDeps, sourceRoutes } from './routes.ts'
export { type NewSource, putSource } from './store.ts'
