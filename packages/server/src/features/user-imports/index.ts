export { userImportRoutes } from './routes.ts'
export { forgetAbandoned } from './store.ts'
export { openUserImportWork } from './work-user-imports.ts'
