export { type LiveDeps, tellLive } from './live.ts'
export { type NotifyDeps, notifyUsers } from './notify.ts'
export { notificationRoutes } from './routes.ts'
export { sweepNotifications } from './store.ts'
