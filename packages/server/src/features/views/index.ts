export { countRemoteView, findViewedElsewhere } from './remote-views.ts'
export { type ViewsDeps, viewRoutes } from './routes.ts'
export { statsRoutes } from './stats-routes.ts'
export { addCountedViews, closeViewings } from './store.ts'
