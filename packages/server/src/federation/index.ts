export { ensureApplication } from './actor-store.ts'
export { discoveryRoutes } from './discovery.ts'
export { federationRoutes } from './routes.ts'
