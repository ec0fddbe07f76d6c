export { type CopyFilesDeps, copyFileRoutes } from './file-routes.ts'
export { copyBaseUrl } from './list-copies.ts'
export { lookAfterCopies, openRedundancy } from './look-after.ts'
export type { CopyDeps } from './make-copy.ts'
export { listCopiesForPage } from './page-list.ts'
export {
  deletePeerCopy,
  findPeerCopy,
  isFollowedByServer,
  type PeerCopy,
  type StoredPeerCopy,
  savePeerCopy
} from './peer-store.ts'
export { dropCopy, type RedundancyDeps, redundancyRoutes } from './routes.ts'
export { describeRedundancy } from './stats.ts'
export { findMirroredInfohashes } from './swarms.ts'
export { findCopiedVideo, findToldCopy, findToldCopyOf, type ToldCopy } from './told-copy.ts'
export { type CopyWorkDeps, copyWork } from './work-copies.ts'
