export { chapterRoutes } from './routes.ts'
export { listChapters, replaceChapters } from './store.ts'
