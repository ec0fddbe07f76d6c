export { type Configuration, ladderOf, openConfiguration, type Settings } from './configuration.ts'
export { type ConfiguredDefaults, defaultSettings } from './defaults.ts'
export { configurationRoutes } from './routes.ts'
export { readHomepage } from './store.ts'
