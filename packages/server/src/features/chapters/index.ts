export { chapterRoutes } from './routes.ts'
export { listChapters } from './store.ts'
