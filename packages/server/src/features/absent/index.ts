export { absentRoutes } from './routes.ts'
