export { type Elsewhere, readAddress } from './address.ts'
export { type AddressDeps, findPageAt } from './find-address.ts'
export { searchRoutes } from './routes.ts'
export { type SearchDeps, searchChannels, searchVideos } from './search.ts'
