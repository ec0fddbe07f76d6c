export { type AboutDocumentsDeps, aboutDocuments } from './documents.ts'
export type { EmbeddableVideo } from './oembed.ts'
export { type AboutDeps, aboutRoutes } from './routes.ts'
export { countTotals } from './stats-store.ts'
