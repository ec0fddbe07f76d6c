export { ensureApplication } from './actor-store.ts'
export { federationRoutes } from './routes.ts'
