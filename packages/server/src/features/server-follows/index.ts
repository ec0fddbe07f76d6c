export { manageServerFollows, type ServerFollows } from './manage.ts'
export { serverFollowRoutes } from './routes.ts'
export { deleteServerFollow, listLinkedHosts, wishToFollow } from './store.ts'
