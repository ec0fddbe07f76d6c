export type { EmbeddableVideo } from './oembed.ts'
export { type AboutDocumentsDeps, aboutDocuments, aboutRoutes } from './routes.ts'
export type { AboutSettings } from './server-config.ts'
