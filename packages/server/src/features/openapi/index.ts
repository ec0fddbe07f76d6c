export { withOpenApi } from './routes.ts'
