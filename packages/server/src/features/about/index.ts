export type { EmbeddableVideo } from './oembed.ts'
export { type AboutDeps, type AboutDocumentsDeps, aboutDocuments, aboutRoutes } from './routes.ts'
