export { seedingRoutes } from './routes.ts'
export { openSeeding, type Seeding } from './seed-wanted.ts'
