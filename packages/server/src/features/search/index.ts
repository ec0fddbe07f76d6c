export { type Elsewhere, readAddress } from './address.ts'
export { type AddressDeps, findPageAt } from './find-address.ts'
export { type SearchDeps, searchRoutes } from './routes.ts'
