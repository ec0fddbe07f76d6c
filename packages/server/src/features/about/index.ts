export { type AboutDocumentsDeps, aboutDocuments } from './documents.ts'
export { readDisk, readMachine } from './machine.ts'
export type { EmbeddableVideo } from './oembed.ts'
export { type AboutDeps, aboutRoutes } from './routes.ts'
export {
  countAttention,
  findVideoNames,
  listStoredVideos,
  listStoringUsers,
  readStorage
} from './running-store.ts'
export { countTotals } from './stats-store.ts'
